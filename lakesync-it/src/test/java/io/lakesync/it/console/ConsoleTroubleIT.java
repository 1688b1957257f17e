package io.lakesync.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On a server of its own, because it needs an empty one and leaves a broken one. */
class ConsoleTroubleIT {
    @ParameterizedTest
    @MethodSource("io.lakesync.it.server.ServerKind#wanted")
    void a_page_lives_through_an_empty_start_a_broken_database_and_a_restart(ServerKind kind)
            throws IOException, InterruptedException, SQLException {
        try (var own = OwnServer.start(kind, Database.H2);
                var operator = Operator.at(own.server())) {
            operator.open("/").signIn();
            assertThat(operator.heading("No gateway yet")).isVisible();
            assertThat(operator.page().getByText("curl -X PUT " + own.server().uri("/v1/admin/gateways/")))
                    .isVisible();
            assertThat(operator.line("Live")).isVisible();
            operator.screenshot("empty");

            new Traffic(own.server(), "the-first").open();
            assertThat(operator.link("the-first")).isVisible();

            change(own.server(), "ALTER TABLE lakesync.client_position RENAME TO client_position_away");
            assertThat(operator.heading("The gateways cannot be read at the moment"))
                    .isVisible();
            assertThat(operator.button("Sign out")).isVisible();
            operator.screenshot("trouble");
            change(own.server(), "ALTER TABLE lakesync.client_position_away RENAME TO client_position");
            assertThat(operator.link("the-first")).isVisible();

            var first = new Traffic(own.server(), "the-first");
            first.push("milk", "title", "\"milk\"");
            first.pull(1);
            first.pull(7);

            own.kill();
            assertThat(operator.line("Paused, reconnecting")).isVisible();
            operator.screenshot("paused");
            own.restart();
            assertThat(operator.heading("Sign in")).isVisible();
            operator.signIn();
            operator.link("the-first").click();
            assertThat(operator.page().getByTitle("Pulls that show a second local database under one client id"))
                    .hasText(Pattern.compile("Second replicas\\s*1"));
            assertThat(operator.complaints()).isEmpty();
        }
    }

    private static void change(DeployedServer server, String statement) throws SQLException {
        try (var connection = server.connect();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
