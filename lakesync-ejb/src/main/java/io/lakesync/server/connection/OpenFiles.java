package io.lakesync.server.connection;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.h2.api.ErrorCode;
import org.h2.engine.ConnectionInfo;
import org.h2.engine.Database;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The H2 files that this process has open. H2 keeps a list of its own and loses sight of an open database when a thread
 * touches the one before it, whose file has failed: that one then holds the file, and nobody could connect to it any more.
 * What is lost that way is ended and opened anew, which costs its transactions a failure and nothing else. Safe for use by
 * many threads.
 */
public final class OpenFiles {
    private static final Logger LOG = Logger.getLogger(OpenFiles.class.getName());
    private static final Set<Integer> LOST = Set.of(
            ErrorCode.DATABASE_ALREADY_OPEN_1, ErrorCode.DATABASE_IS_CLOSED, ErrorCode.DATABASE_CALLED_AT_SHUTDOWN);

    private final Set<Database> databases = new HashSet<>();

    /**
     * One after another: who connects to a database whose file has failed is refused by H2, which then drops it, and must
     * not drop the one that another has opened meanwhile.
     *
     * @throws SQLException when there is no connection to be had
     */
    public synchronized CandidConnection connect(JdbcDataSource source) throws SQLException {
        end(databases.stream()
                .filter(database -> StoreFile.store(database).getPanicException() != null)
                .toList());
        try {
            return connected(source);
        } catch (SQLException refusal) {
            var name = new ConnectionInfo(source.getURL(), null, null, null).getName();
            var lost = databases.stream()
                    .filter(database -> database.getName().equals(name))
                    .toList();
            if (lost.isEmpty() || !LOST.contains(refusal.getErrorCode())) {
                throw refusal;
            }
            LOG.log(Level.WARNING, refusal, () -> "%s is closed and opened anew".formatted(name));
            end(lost);
            return connected(source);
        }
    }

    private CandidConnection connected(JdbcDataSource source) throws SQLException {
        var connection = new CandidConnection(source.getXAConnection());
        databases.removeIf(Database::isClosing);
        connection.database().ifPresent(databases::add);
        return connection;
    }

    /** As if the process had been killed: what was committed is in the file. */
    private void end(List<Database> ended) {
        ended.forEach(Database::shutdownImmediately);
        ended.forEach(databases::remove);
    }
}
