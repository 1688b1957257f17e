package io.lakesync.server.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Optional;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * The file under an H2 database, as this process has it open. H2 closes it at the first write that fails, because its disk
 * is full for instance, or because a thread that reads or writes is interrupted.
 *
 * @param database empty where another process has the file open
 */
record StoreFile(Optional<Database> database) {

    static StoreFile of(Connection connection) throws SQLException {
        var session = connection.unwrap(JdbcConnection.class).getSession();
        return new StoreFile(
                session instanceof SessionLocal local ? Optional.of(local.getDatabase()) : Optional.empty());
    }

    /**
     * H2 notes the failure before it lets go of the file: who has committed and then sees none has a commit that is in the
     * file.
     */
    boolean hasFailed() {
        return database.map(StoreFile::store)
                .filter(store -> store.getPanicException() != null || store.isClosed())
                .isPresent();
    }

    /** @throws SQLException when it has failed */
    void requireSound() throws SQLException {
        if (hasFailed()) {
            throw new SQLNonTransientConnectionException("a write to the file of the database has failed", "08006");
        }
    }

    static MVStore store(Database database) {
        return database.getStore().getMvStore();
    }
}
