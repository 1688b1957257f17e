package io.lakesync.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.it.server.Database;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A deployment that would not keep its promises does not start, and says in one line what to do. */
class RefusedStartIT {
    private static final Pattern LOG = Pattern.compile("\n(.*) ends with\n");
    private static final String FUTURE =
            """
            INSERT INTO lakesync."migration" SELECT 99, '99', description, type, 'V99__future.sql', checksum,
            installed_by, installed_on, execution_time, success FROM lakesync."migration" WHERE "version" = '1'""";

    @ParameterizedTest
    @MethodSource("io.lakesync.it.server.ServerKind#wanted")
    void every_fault_of_the_settings_is_named_in_one_line(ServerKind kind) throws IOException {
        var faults =
                Map.of("LAKESYNC_PUSH_BODY_MAX", "lots", "LAKESYNC_PUSH_QUEUE_MAXX", "1", "LAKESYNC_JWT_SECRET", "");

        var refusal = catchThrowableOfType(AssertionError.class, () -> OwnServer.start(kind, Database.H2, faults)
                .close());

        assertThat(reasons(refusal)).anySatisfy(line -> assertThat(line)
                .contains("invalid settings: ")
                .contains("lakesync.push.body-max must be a size from 1 KiB to 64 MiB, was \"lots\"")
                .contains("no key to verify tokens with: set LAKESYNC_JWT_SECRET")
                .contains("LAKESYNC_PUSH_QUEUE_MAXX is not a setting; did you mean LAKESYNC_PUSH_QUEUE_MAX?"));
    }

    @ParameterizedTest
    @MethodSource("io.lakesync.it.server.ServerKind#wanted")
    void a_database_of_a_newer_version_is_left_alone(ServerKind kind) throws IOException, SQLException {
        try (var own = OwnServer.start(kind, Database.POSTGRESQL)) {
            try (var connection = own.server().connect();
                    var statement = connection.createStatement()) {
                statement.executeUpdate(FUTURE);
            }

            var refusal = catchThrowableOfType(AssertionError.class, own::restart);

            assertThat(reasons(refusal)).anySatisfy(line -> assertThat(line)
                    .contains("the database holds tables of a newer LakeSync (schema version 99)"));
        }
    }

    /** What the log says about not starting. */
    private static List<String> reasons(AssertionError refusal) throws IOException {
        assertThat(refusal).isNotNull();
        var log = LOG.matcher(refusal.getMessage());
        assertThat(log.find()).isTrue();
        try (var lines = Files.lines(Path.of(log.group(1)))) {
            return lines.filter(line -> line.contains("LakeSync does not start"))
                    .toList();
        }
    }
}
