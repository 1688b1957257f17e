package io.lakesync.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidConnectionTest {
    private static final OneTransaction TRANSACTION = new OneTransaction(1);

    @TempDir
    Path directory;

    @Test
    void a_commit_that_fails_is_an_outcome_that_nobody_knows() throws Exception {
        var connection = PooledH2.open(url());
        var resource = connection.getXAResource();
        resource.start(TRANSACTION, XAResource.TMNOFLAGS);
        execute(connection, "INSERT INTO t VALUES (1)");
        resource.end(TRANSACTION, XAResource.TMSUCCESS);
        breakDown();

        var failure = catchThrowableOfType(XAException.class, () -> resource.commit(TRANSACTION, true));
        assertThat(failure.errorCode).isEqualTo(XAException.XAER_RMFAIL);
        assertThat(failure).hasRootCauseInstanceOf(SQLException.class);
    }

    @Test
    void a_connection_whose_file_has_failed_is_replaced_and_all_others_too() throws Exception {
        var connection = PooledH2.open(url());
        var other = PooledH2.open(url());
        breakDown();

        for (var each : new XAConnection[] {connection, other, connection}) {
            var resource = each.getXAResource();
            resource.start(TRANSACTION, XAResource.TMNOFLAGS);
            execute(each, "INSERT INTO t VALUES (1)");
            resource.end(TRANSACTION, XAResource.TMSUCCESS);
            resource.commit(TRANSACTION, true);
        }
        connection.close();
        other.close();
    }

    @Test
    void a_transaction_whose_file_has_failed_is_refused_what_it_asks_and_rolled_back() throws Exception {
        var connection = PooledH2.open(url());
        var resource = connection.getXAResource();
        resource.start(TRANSACTION, XAResource.TMNOFLAGS);
        execute(connection, "INSERT INTO t VALUES (1)");
        breakDown();

        assertThatThrownBy(() -> execute(connection, "INSERT INTO t VALUES (2)"))
                .isInstanceOf(SQLNonTransientConnectionException.class);
        resource.end(TRANSACTION, XAResource.TMFAIL);
        resource.rollback(TRANSACTION);
        execute(connection, "INSERT INTO t VALUES (3)");
        connection.close();
    }

    @Test
    void a_commit_that_succeeds_is_told_so() throws Exception {
        var connection = PooledH2.open(url());
        var resource = connection.getXAResource();
        resource.start(TRANSACTION, XAResource.TMNOFLAGS);
        execute(connection, "INSERT INTO t VALUES (1)");
        resource.end(TRANSACTION, XAResource.TMSUCCESS);
        resource.commit(TRANSACTION, true);

        try (var other = DriverManager.getConnection(url(), "sa", "");
                var found = other.createStatement().executeQuery("SELECT a FROM t")) {
            assertThat(found.next()).isTrue();
        }
        assertThat(resource.isSameRM(connection.getXAResource()))
                .as("the same resource")
                .isTrue();
        connection.close();
    }

    /** H2 keeps the transaction in mind, and would begin no other on that connection for ever. */
    @Test
    void a_connection_whose_commit_failed_is_replaced_though_its_file_is_sound() throws Exception {
        var connection = PooledH2.open(url());
        var handle = connection.getConnection();
        var resource = connection.getXAResource();
        resource.start(TRANSACTION, XAResource.TMNOFLAGS);
        insert(handle, 1);
        resource.end(TRANSACTION, XAResource.TMSUCCESS);
        failAfterCommit(handle);
        assertThatThrownBy(() -> resource.commit(TRANSACTION, true)).isInstanceOf(XAException.class);

        var next = new OneTransaction(2);
        resource.start(next, XAResource.TMNOFLAGS);
        insert(handle, 2);
        resource.end(next, XAResource.TMSUCCESS);
        resource.commit(next, true);
        connection.close();
    }

    /** As when H2 cannot read a table for its statistics, which it makes at the end of a commit. */
    private static void failAfterCommit(Connection handle) throws SQLException {
        var session = (SessionLocal) handle.unwrap(JdbcConnection.class).getSession();
        session.markTableForAnalyze(null);
    }

    private static void insert(Connection handle, int number) throws SQLException {
        try (var statement = handle.createStatement()) {
            statement.execute("INSERT INTO t VALUES (%d)".formatted(number));
        }
    }

    /** Through a handle that stays open: closing it would roll back. */
    private static void execute(XAConnection connection, String sql) throws SQLException {
        try (var statement = connection.getConnection().createStatement()) {
            statement.execute(sql);
        }
    }

    private void breakDown() throws SQLException {
        try (var other = DriverManager.getConnection(url(), "sa", "");
                var statement = other.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("log");
    }
}
