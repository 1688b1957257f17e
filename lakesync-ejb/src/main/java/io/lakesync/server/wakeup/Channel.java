package io.lakesync.server.wakeup;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Carries short messages between nodes, perhaps. May lose any of them, and sends a node its own. Not for several threads. */
interface Channel extends AutoCloseable {
    void tell(Collection<Growth> growths) throws SQLException;

    /** What has arrived since the last call; does not wait. */
    List<Growth> heard() throws SQLException;

    /** Idempotent; the next call of another method opens it anew. */
    @Override
    void close();

    /** For databases that bring no messages: whoever wants to know looks. */
    enum Silence implements Channel {
        SELF;

        @Override
        public void tell(Collection<Growth> growths) {
            // nobody listens
        }

        @Override
        public List<Growth> heard() {
            return List.of();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
