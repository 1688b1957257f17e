package io.lakesync.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An H2 file that fails again and again under connections that work with it. */
class OpenFilesTest {
    private static final int ROUNDS = Integer.getInteger("rounds", 20);
    private static final int THREADS = 4;
    private static final int ROWS_BEFORE = 20;

    @TempDir
    Path directory;

    private String url;

    @ParameterizedTest
    @ValueSource(strings = {"", ";AUTO_SERVER=TRUE"})
    void a_database_that_h2_has_lost_sight_of_is_opened_anew(String mode) throws Exception {
        url = "jdbc:h2:file:" + directory.resolve("log") + mode;
        var first = PooledH2.open(url);
        var before = database();
        before.shutdownImmediately();
        insert(first, 1);

        // as a thread does that was still at work when the file failed
        before.shutdownImmediately();

        insert(PooledH2.open(url), 2);
        insert(first, 3);

        assertThat(rows(first)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";AUTO_SERVER=TRUE"})
    void a_thread_that_is_interrupted_at_work_costs_nobody_the_file_nor_a_commit(String mode) throws Exception {
        url = "jdbc:h2:file:" + directory.resolve("log") + mode;
        var random = new Random(Long.getLong("seed", 42));
        var acknowledged = new ConcurrentSkipListSet<Integer>();
        var connections = new ArrayList<XAConnection>();
        for (int i = 0; i < THREADS; i++) {
            connections.add(PooledH2.open(url));
        }

        for (int round = 0; round < ROUNDS; round++) {
            interruptOne(connections, round, acknowledged, random);

            for (int i = 0; i < THREADS; i++) {
                insert(connections.get(i), number(round, i, 0));
                acknowledged.add(number(round, i, 0));
            }
        }

        assertThat(rows(connections.get(0))).containsAll(acknowledged);
    }

    /** Each works until one of them has been interrupted. */
    private static void interruptOne(
            List<XAConnection> connections, int round, Set<Integer> acknowledged, Random random)
            throws InterruptedException {
        var begun = new CountDownLatch(ROWS_BEFORE + random.nextInt(ROWS_BEFORE));
        var interrupted = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < THREADS; i++) {
            int who = i;
            threads.add(new Thread(() -> {
                for (int row = 1; interrupted.getCount() > 0; row++) {
                    int number = number(round, who, row);
                    if (isDone(() -> insert(connections.get(who), number))) {
                        acknowledged.add(number);
                    }
                    begun.countDown();
                }
            }));
        }
        threads.forEach(Thread::start);
        begun.await();
        threads.get(random.nextInt(THREADS)).interrupt();
        interrupted.countDown();
        for (var thread : threads) {
            thread.join();
        }
    }

    private static int number(int round, int who, int row) {
        return (round * THREADS + who) * 10_000 + row;
    }

    private static boolean isDone(Callable<Void> work) {
        try {
            work.call();
            return true;
        } catch (Exception refused) {
            return false;
        }
    }

    /** Through a handle that stays open: closing it would roll back. */
    private static Void insert(XAConnection connection, int number) throws SQLException, XAException {
        var transaction = new OneTransaction(number);
        var resource = connection.getXAResource();
        resource.start(transaction, XAResource.TMNOFLAGS);
        boolean isWritten = false;
        try (var statement = connection.getConnection().createStatement()) {
            statement.execute("INSERT INTO t VALUES (%d)".formatted(number));
            resource.end(transaction, XAResource.TMSUCCESS);
            isWritten = true;
        } finally {
            if (!isWritten) {
                resource.rollback(transaction);
            }
        }
        resource.commit(transaction, true);
        return null;
    }

    private static Set<Integer> rows(XAConnection connection) throws SQLException {
        var rows = new TreeSet<Integer>();
        try (var handle = connection.getConnection();
                var statement = handle.createStatement();
                var found = statement.executeQuery("SELECT a FROM t")) {
            while (found.next()) {
                rows.add(found.getInt(1));
            }
        }
        return rows;
    }

    /** The one that H2 has in sight. */
    private Database database() throws SQLException {
        try (var connection = DriverManager.getConnection(url, "sa", "")) {
            return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase();
        }
    }
}
