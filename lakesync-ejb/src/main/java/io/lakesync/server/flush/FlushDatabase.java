package io.lakesync.server.flush;

import io.lakesync.server.log.LogDatabase.SqlWork;

/** The database that keeps the deltas. */
interface FlushDatabase {
    /** Work on a connection outside any transaction: every statement commits by itself. */
    <T> T define(SqlWork<T> work);

    /** Work in one transaction; commits when it returns, rolls back and rethrows when it throws. */
    void write(SqlWork<?> work);
}
