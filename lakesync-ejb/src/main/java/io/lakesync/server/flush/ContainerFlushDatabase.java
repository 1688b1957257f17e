package io.lakesync.server.flush;

import io.lakesync.server.follower.DestinationDatabase;
import io.lakesync.server.log.LogDatabase.SqlWork;

/** The destination in the container. */
record ContainerFlushDatabase(DestinationDatabase database) implements FlushDatabase {
    @Override
    public <T> T define(SqlWork<T> work) {
        return database.define(work);
    }

    @Override
    public void write(SqlWork<?> work) {
        database.writeOn(work);
    }
}
