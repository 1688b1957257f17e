package io.lakesync.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.api.settings.Settings;
import io.lakesync.server.log.LogDatabase.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody listens to these connections, as on Payara; the pool keeps its handle for ever, as WildFly's does. */
class LastingConnectionTest {
    private static final OneTransaction FIRST = new OneTransaction(1);
    private static final OneTransaction SECOND = new OneTransaction(2);

    @RegisterExtension
    static final FreshPostgres POSTGRES = new FreshPostgres();

    private String database;
    private XAConnection pooled;
    private Connection handle;

    @BeforeEach
    void open() throws SQLException {
        try (var connection = POSTGRES.open().source().getConnection()) {
            database = connection.getCatalog();
        }
        var values = Map.of(
                "lakesync.demo", "true",
                "lakesync.db.url", POSTGRES.server().getJdbcUrl("postgres", database),
                "lakesync.db.user", "postgres");
        var settings = Settings.read(Set.of(), key -> Optional.ofNullable(values.get(key)));
        pooled = new ConfiguredDataSource(() -> settings).getXAConnection();
        handle = pooled.getConnection();
        execute("CREATE TABLE t (a INT)");
    }

    @AfterEach
    void close() throws SQLException {
        pooled.close();
    }

    @Test
    void whoever_comes_after_a_statement_failed_on_a_dead_connection_is_served() throws Exception {
        cut();
        assertThatFails(() -> execute("INSERT INTO t VALUES (1)"));

        execute("INSERT INTO t VALUES (2)");
        assertThat(rows()).containsExactly(2);
    }

    @Test
    void whoever_only_asks_for_metadata_is_served_too() throws Exception {
        cut();
        assertThatFails(() -> handle.getMetaData().getSchemas().next());

        assertThat(handle.getMetaData().getSchemas().next()).isTrue();
    }

    @Test
    void a_transaction_that_was_cut_is_never_continued() throws Exception {
        var resource = pooled.getXAResource();
        resource.start(FIRST, XAResource.TMNOFLAGS);
        execute("INSERT INTO t VALUES (1)");
        cut();
        assertThatFails(() -> execute("INSERT INTO t VALUES (2)"));
        assertThatFails(() -> execute("INSERT INTO t VALUES (3)"));
        resource.end(FIRST, XAResource.TMFAIL);
        assertThatExceptionOfType(XAException.class).isThrownBy(() -> resource.rollback(FIRST));

        resource.start(SECOND, XAResource.TMNOFLAGS);
        execute("INSERT INTO t VALUES (4)");
        resource.end(SECOND, XAResource.TMSUCCESS);
        assertThat(rowsSeenByOthers()).isEmpty();
        resource.commit(SECOND, true);
        assertThat(rowsSeenByOthers()).containsExactly(4);
    }

    @Test
    void a_commit_that_was_cut_is_told_and_the_next_transaction_begins_on_a_living_connection() throws Exception {
        var resource = pooled.getXAResource();
        resource.start(FIRST, XAResource.TMNOFLAGS);
        execute("INSERT INTO t VALUES (1)");
        resource.end(FIRST, XAResource.TMSUCCESS);
        cut();
        assertThatExceptionOfType(XAException.class).isThrownBy(() -> resource.commit(FIRST, true));

        assertThat(rows()).isEmpty();
        resource.start(SECOND, XAResource.TMNOFLAGS);
        execute("INSERT INTO t VALUES (2)");
        resource.end(SECOND, XAResource.TMSUCCESS);
        resource.commit(SECOND, true);
        assertThat(rowsSeenByOthers()).containsExactly(2);
    }

    @Test
    void a_transaction_of_the_user_s_own_is_never_continued_either() throws Exception {
        handle.setAutoCommit(false);
        execute("INSERT INTO t VALUES (1)");
        cut();
        assertThatFails(() -> execute("INSERT INTO t VALUES (2)"));
        assertThatFails(() -> execute("INSERT INTO t VALUES (3)"));
        assertThatFails(() -> handle.commit());
        assertThatFails(() -> handle.setAutoCommit(true));

        execute("INSERT INTO t VALUES (4)");
        assertThat(rowsSeenByOthers()).containsExactly(4);
    }

    @Test
    void while_the_server_is_away_everyone_is_told_and_once_it_is_back_everyone_is_served() throws Exception {
        var resource = pooled.getXAResource();
        admit(false);
        cut();
        assertThatFails(this::rows);
        assertThatFails(this::rows);
        assertThatFails(() -> pooled.getConnection());
        var failure = catchThrowableOfType(XAException.class, () -> resource.start(FIRST, XAResource.TMNOFLAGS));
        assertThat(failure.errorCode).isEqualTo(XAException.XAER_RMFAIL);

        admit(true);
        resource.start(SECOND, XAResource.TMNOFLAGS);
        handle = pooled.getConnection();
        execute("INSERT INTO t VALUES (2)");
        resource.end(SECOND, XAResource.TMSUCCESS);
        resource.commit(SECOND, true);
        assertThat(rows()).containsExactly(2);
    }

    @Test
    void listeners_hear_of_the_new_connection_what_they_heard_of_the_old() throws Exception {
        var heard = new Heard();
        pooled.addConnectionEventListener(heard);
        for (int death = 1; death <= 2; death++) {
            cut();
            assertThatFails(this::rows);
            assertThat(heard.errors).hasValue(death);
            assertThat(rows()).isEmpty();
        }
        pooled.removeConnectionEventListener(heard);
        cut();
        assertThatFails(this::rows);
        assertThat(heard.errors).hasValue(2);
    }

    @Test
    void what_was_closed_stays_closed() throws Exception {
        var superseded = handle;
        handle = pooled.getConnection();
        cut();
        assertThatFails(this::rows);
        assertThat(rows()).isEmpty();
        assertThatFails(superseded::getCatalog);

        handle.close();
        assertThatFails(this::rows);
        pooled.close();
        assertThatFails(() -> pooled.getConnection());
    }

    @Test
    void it_is_one_resource_however_often_it_is_asked_for() throws Exception {
        assertThat(pooled.getXAResource().isSameRM(pooled.getXAResource())).isTrue();
    }

    private static void assertThatFails(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatExceptionOfType(SQLException.class).isThrownBy(work);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = handle.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Integer> rows() throws SQLException {
        return rows(handle);
    }

    private List<Integer> rowsSeenByOthers() throws SQLException {
        try (var connection =
                POSTGRES.server().getDatabase("postgres", database).getConnection()) {
            return rows(connection);
        }
    }

    private static List<Integer> rows(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT array_agg(a ORDER BY a) FROM t")) {
            found.next();
            var rows = found.getArray(1);
            return rows == null ? List.of() : List.of((Integer[]) rows.getArray());
        }
    }

    /** Ends every connection to the database at once, as a crash does. */
    private void cut() throws SQLException {
        asOwner(connection -> {
            try (var end = connection.prepareStatement(
                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = ?")) {
                end.setString(1, database);
                end.execute();
            }
            return null;
        });
    }

    private void admit(boolean does) throws SQLException {
        asOwner(connection -> {
            try (var alter = connection.createStatement()) {
                alter.execute("ALTER DATABASE %s ALLOW_CONNECTIONS %s".formatted(database, does));
            }
            return null;
        });
    }

    private static void asOwner(SqlWork<Void> work) throws SQLException {
        try (var connection = POSTGRES.server().getPostgresDatabase().getConnection()) {
            work.on(connection);
        }
    }

    private static final class Heard implements ConnectionEventListener {
        private final AtomicInteger errors = new AtomicInteger();

        @Override
        public void connectionClosed(ConnectionEvent event) {
            // not counted
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            errors.incrementAndGet();
        }
    }
}
