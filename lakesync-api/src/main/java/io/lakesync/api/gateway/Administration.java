package io.lakesync.api.gateway;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.schema.TableSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator may ask. Safe for use by many threads. Every method throws {@link SyncException}: FORBIDDEN when the
 * caller is not an administrator of the gateway, NOT_FOUND when there is no such gateway.
 */
public interface Administration {
    /** How many deltas in quarantine one request may decide about. */
    int KEYS_MAX = 1000;

    /** So many attempts in a row with a wrong password, and the name is held. */
    int SIGN_IN_FAILURES_MAX = 5;

    /** How long a name is held; until then the right password is refused too, in the same way. */
    Duration SIGN_IN_HOLD = Duration.ofMinutes(1);

    /** Creates the gateway, or changes its mode. */
    GatewayStatus save(Caller caller, GatewayId gateway, GatewayMode mode);

    /** The gateways that the caller administers, by name. */
    List<GatewayStatus> list(Caller caller);

    /**
     * Registers a table, or adds columns to it.
     *
     * @throws SyncException SCHEMA_ERROR when a column is removed or changes its type
     */
    void saveSchema(Caller caller, GatewayId gateway, TableSchema schema);

    /** The gateway's tables by name. */
    List<RegisteredTable> tables(Caller caller, GatewayId gateway);

    /**
     * Lets existing clients, which cannot be asked what they know, be sent the columns of a later version of a table.
     * Nothing happens when that is the table's base already.
     *
     * @param table the name that deltas use
     * @throws SyncException SCHEMA_ERROR when no such table is registered, or not at that version, or it is before the base
     */
    void raiseBase(Caller caller, GatewayId gateway, String table, long version);

    /**
     * Puts rules into force.
     *
     * @param document the JSON text that the rules were read from, kept as written
     * @return also which tables clients may meet that have not met them before
     */
    SavedRules saveRules(Caller caller, GatewayId gateway, SyncRules rules, String document);

    /**
     * Waits until every destination has passed the log's present head.
     *
     * @throws SyncException FLUSH_ERROR when a destination does not get there in time, with its problem
     */
    void flush(Caller caller, GatewayId gateway);

    /** Sizes of the log, for metrics. */
    LogSize size(Caller caller, GatewayId gateway);

    /** Deltas in quarantine, oldest first. */
    List<Quarantined> quarantined(Caller caller, GatewayId gateway, int limit);

    /**
     * Pushes deltas in quarantine anew, each under its own clientId and HLC, judged by the schema and not by write rules.
     * What still breaks the schema stays, with the new reason.
     *
     * @param keys of at most {@value #KEYS_MAX} deltas; those that somebody else has decided about are counted, no more
     * @throws SyncException VALIDATION_ERROR for more keys; UNAVAILABLE, some may be replayed then: asking again is safe
     */
    Replayed replay(Caller caller, GatewayId gateway, List<String> keys);

    /**
     * Lets go of deltas in quarantine for good.
     *
     * @return how many there were
     * @throws SyncException as {@link #replay}
     */
    int discard(Caller caller, GatewayId gateway, List<String> keys);

    /**
     * Why a row is visible to a caller with these claims or hidden from it, by the rules in force, and which deltas made it
     * what it is.
     */
    RowExplanation explain(Caller caller, GatewayId gateway, RowKey row, Map<String, List<String>> claims);

    /** What administrators did, the latest first. */
    List<AuditEntry> audit(Caller caller, GatewayId gateway, int limit);

    /**
     * Who may enter the console. Asked without a caller; slow on purpose.
     *
     * @param password not kept, and not cleared
     * @return the operator's roles; empty for an unknown name, a wrong password, or a name that is
     *     held for {@link #SIGN_IN_HOLD} after {@link #SIGN_IN_FAILURES_MAX} of those
     * @throws SyncException RATE_LIMITED when too many ask at once
     */
    Optional<Set<String>> verifyOperator(String name, char[] password);

    /** Why the server cannot serve yet, or no more: one short phrase; empty when it can. Asked without a caller. */
    Optional<String> notReady();

    /** The time of day by the log's database, the same on every node, whatever its own clock says. Asked without a caller. */
    Instant now();

    /** The server's meters in the Prometheus text format. Asked without a caller. */
    String metrics();

    /**
     * @param entries entries in the log
     * @param rows row states, dead ones included
     * @param bytes size of the log's blocks
     */
    record LogSize(long entries, long rows, long bytes) {}

    /**
     * @param replayed deltas that left quarantine
     * @param refused deltas that still break the schema
     * @param gone deltas that were not in quarantine any more
     */
    record Replayed(int replayed, int refused, int gone) {}
}
