package io.lakesync.server.wakeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.server.settings.FreshPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.xa.PGXADataSource;

class PostgresChannelTest {
    @RegisterExtension
    static final FreshPostgres POSTGRES = new FreshPostgres();

    private static final Growth GROWTH = new Growth(new GatewayId("air"), 4);

    private PostgresChannel one;
    private PostgresChannel other;

    @BeforeEach
    void openBoth() throws SQLException {
        one = channel();
        other = channel();
        assertThat(other.heard()).isEmpty();
    }

    @AfterEach
    void closeBoth() {
        one.close();
        other.close();
    }

    @Test
    void what_one_node_tells_every_node_hears() throws SQLException {
        one.tell(List.of(GROWTH, new Growth(new GatewayId("sea"), 6)));

        assertThat(heard(other, 2)).containsExactlyInAnyOrder(GROWTH, new Growth(new GatewayId("sea"), 6));
        assertThat(heard(one, 2)).contains(GROWTH);
    }

    @Test
    void what_others_say_on_the_channel_is_passed_over() throws SQLException {
        execute("SELECT pg_notify('lakesync_log', 'anything')");
        one.tell(List.of(GROWTH));

        assertThat(heard(other, 1)).containsExactly(GROWTH);
    }

    @Test
    void a_connection_that_the_database_ends_is_noticed_and_opened_again() throws SQLException {
        execute(
                """
                SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
                WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid()""");
        assertThatThrownBy(() -> heard(other, 1)).isInstanceOf(SQLException.class);

        other.close();
        assertThat(other.heard()).isEmpty();
        one.close();
        one.tell(List.of(GROWTH));
        assertThat(heard(other, 1)).containsExactly(GROWTH);
    }

    private static List<Growth> heard(Channel channel, int count) throws SQLException {
        var all = new ArrayList<Growth>();
        var end = Instant.now().plus(Duration.ofSeconds(30));
        while (all.size() < count && Instant.now().isBefore(end)) {
            all.addAll(channel.heard());
        }
        return all;
    }

    private void execute(String statement) throws SQLException {
        try (var connection = POSTGRES.server().getPostgresDatabase().getConnection();
                var any = connection.createStatement()) {
            any.execute(statement);
        }
    }

    private PostgresChannel channel() {
        var source = new PGXADataSource();
        source.setUrl(POSTGRES.server().getJdbcUrl("postgres", "postgres"));
        return new PostgresChannel(source);
    }
}
