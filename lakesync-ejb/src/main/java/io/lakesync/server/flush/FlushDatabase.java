package io.lakesync.server.flush;

import java.sql.Connection;
import java.sql.SQLException;

/** The database that keeps the deltas. */
interface FlushDatabase {
    /** Work on a connection outside any transaction: every statement commits by itself. */
    <T> T define(Work<T> work);

    /** Work in one transaction; commits when it returns, rolls back and rethrows when it throws. */
    void write(Work<?> work);

    /** Work with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
