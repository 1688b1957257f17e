package io.lakesync.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidResourceTest {
    private static final Xid ANY = (Xid) Proxy.newProxyInstance(
            Xid.class.getClassLoader(), new Class<?>[] {Xid.class}, (proxy, method, arguments) -> null);

    @TempDir
    Path directory;

    @Test
    void a_commit_that_goes_well_while_the_file_fails_is_an_outcome_that_nobody_knows() throws Exception {
        try (var connection = connect()) {
            var resource = new CandidResource(goingWell(this::breakDown), StoreFile.of(connection), () -> {});

            var failure = catchThrowableOfType(XAException.class, () -> resource.commit(ANY, true));
            assertThat(failure.errorCode).isEqualTo(XAException.XAER_RMFAIL);
        }
    }

    @Test
    void a_commit_into_a_sound_file_goes_well() throws Exception {
        try (var connection = connect()) {
            new CandidResource(goingWell(() -> {}), StoreFile.of(connection), () -> {}).commit(ANY, true);
        }
    }

    private static XAResource goingWell(Meanwhile meanwhile) {
        return (XAResource) Proxy.newProxyInstance(
                XAResource.class.getClassLoader(), new Class<?>[] {XAResource.class}, (proxy, method, arguments) -> {
                    meanwhile.happen();
                    return null;
                });
    }

    private void breakDown() throws SQLException {
        try (var other = connect();
                var statement = other.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("log"), "sa", "");
    }

    private interface Meanwhile {
        void happen() throws SQLException;
    }
}
