package io.lakesync.server.log;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.history.Reach;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.Owed;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.push.PushPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The log of one database, over a connection of the running transaction. Read the head first: what is read after it
 * holds only if {@link #append} from that head succeeds. Not for use by several threads.
 */
public final class DeltaLog {
    private final Connection connection;
    private final LogDialect dialect;

    public DeltaLog(Connection connection) {
        this.connection = connection;
        this.dialect = LogFailures.translate(() -> LogDialect.of(connection));
    }

    /** @throws SyncException NOT_FOUND when there is no such gateway */
    public Head head(GatewayId gateway) {
        return LogFailures.translate(() -> Heads.read(connection, dialect, gateway))
                .orElseThrow(() -> new SyncException(SyncFailure.NOT_FOUND, "there is no gateway " + gateway));
    }

    /** The head of every gateway's log. */
    public Map<GatewayId, Long> heads() {
        return LogFailures.translate(() -> Heads.all(connection));
    }

    /** The version of the schemas in force in every gateway. */
    public Map<GatewayId, Long> schemaVersions() {
        return LogFailures.translate(() -> Heads.schemaVersions(connection));
    }

    /** The stamp that a log begins with that is born now: the database's clock. */
    public long firstStamp() {
        return Head.firstStamp(clockMillis());
    }

    /**
     * How far back a gateway's log reaches. Read before the entries: none up to the head is missing from what follows.
     *
     * @throws SyncException NOT_FOUND when there is no such gateway
     */
    public Reach reach(GatewayId gateway) {
        return LogFailures.translate(() -> Heads.reach(connection, gateway))
                .orElseThrow(() -> new SyncException(SyncFailure.NOT_FOUND, "there is no gateway " + gateway));
    }

    /** The database's clock in milliseconds since 1970. */
    public long clockMillis() {
        return LogFailures.translate(() -> Heads.clockMillis(connection, dialect));
    }

    /**
     * Moves the head, appends the entries as one block, writes the rows and what is owed for ever. Nothing is done for an empty plan.
     *
     * @throws HeadMoved when somebody else appended since {@code head} was read; the transaction must be rolled back
     */
    public void append(GatewayId gateway, Head head, PushPlan plan, int newRows) {
        if (plan.entries().isEmpty()) {
            return;
        }
        long last = plan.lastStamp(head.stamp());
        var payload = BlockCodec.encode(plan.entries());
        var growth = new Growth(newRows, plan.entries().size(), payload.length);
        LogFailures.translate(() -> {
            Heads.move(connection, gateway, head.stamp(), last, growth);
            Blocks.append(connection, gateway, plan.entries(), payload);
            if (!plan.rows().isEmpty()) {
                dialect.write(connection, gateway, plan.rows());
            }
            OwedRows.add(connection, gateway, Owed.forEver(plan.entries()));
            return last;
        });
    }

    /**
     * For a decision that appends nothing and yet must have been made under one head.
     *
     * @throws HeadMoved when somebody else appended since {@code head} was read
     */
    public void requireUnmoved(GatewayId gateway, Head head) {
        if (head(gateway).stamp() != head.stamp()) {
            throw new HeadMoved();
        }
    }

    /**
     * Takes a stamp for something that is no delta: rules, a schema, a mode.
     *
     * @return the stamp
     * @throws HeadMoved as {@link #append}
     */
    public long mark(GatewayId gateway, Head head) {
        return LogFailures.translate(() -> {
            Heads.move(connection, gateway, head.stamp(), head.nextStamp(), Growth.NONE);
            return head.nextStamp();
        });
    }

    /** Rows by key; those never written are missing. */
    public Map<RowKey, StoredRow> rows(GatewayId gateway, Collection<RowKey> keys) {
        return LogFailures.translate(() -> dialect.rows(connection, gateway, keys));
    }

    /**
     * Entries after a stamp, in order; about {@code entriesMax}, a block is never split. Empty at the head.
     *
     * @throws HeadMoved when some after the stamp have been trimmed, perhaps since the horizon was read
     */
    public List<LogEntry> entries(GatewayId gateway, long after, int entriesMax) {
        var entries = LogFailures.translate(() -> Blocks.read(connection, gateway, after, entriesMax));
        if (reach(gateway).isTrimmedAfter(after)) {
            throw new HeadMoved();
        }
        return entries;
    }

    /** What entries after a stamp owe a client apart from the log, in order: all of what is trimmed and due, else what is owed for ever. */
    public List<Owed> owed(GatewayId gateway, String clientId, long after, int limit) {
        return LogFailures.translate(() -> OwedRows.after(connection, gateway, clientId, after, limit));
    }

    /**
     * Trims the beginning of the log, a bounded number of entries at a time.
     *
     * @return how many entries; 0 when nothing is to be trimmed any more
     * @throws HeadMoved when somebody else has trimmed meanwhile; the transaction must be rolled back
     */
    public long trim(GatewayId gateway, TrimTerms terms) {
        var head = head(gateway);
        return LogFailures.translate(() -> new LogTrim(connection, gateway).trim(head, terms));
    }

    /** Row states whose latest stamp is after {@code stamp}, in its order; fewer than {@code limit} when they are large. */
    public List<StoredRow> rowsAfter(GatewayId gateway, long stamp, int limit) {
        return LogFailures.translate(() -> RowStates.after(connection, gateway, stamp, limit));
    }

    /** As {@link #rowsAfter(GatewayId, long, int)} for one table. */
    public List<StoredRow> rowsAfter(GatewayId gateway, String table, long stamp, int limit) {
        return LogFailures.translate(() -> RowStates.after(connection, gateway, table, stamp, limit));
    }

    /** Where the client with this id stands. */
    public Positions positions() {
        return new Positions(connection);
    }

    /** Work with a database. */
    interface Work<T> {
        T run() throws SQLException;
    }
}
