package io.lakesync.contracts;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import io.lakesync.api.gateway.Quarantined;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.pull.LogBounds;
import io.lakesync.engine.pull.LogReader;
import io.lakesync.engine.pull.Pages;
import io.lakesync.engine.pull.Position;
import io.lakesync.engine.pull.Reader;
import io.lakesync.engine.push.GroupDecision;
import io.lakesync.engine.push.GroupMember;
import io.lakesync.engine.push.PushPlan;
import io.lakesync.engine.push.PushTerms;
import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.engine.rules.View;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One gateway: its log as a list, its rows as a map, and what is in force. One caller at a time. */
final class LocalLog implements LogReader {
    private static final long ROW_BYTES_MAX = 1 << 20;
    private static final long PAGE_BYTES_MAX = 8 << 20;

    private final InstantSource clock;
    private final TreeMap<Long, LogEntry> entries = new TreeMap<>();
    private final Map<RowKey, StoredRow> rows = new HashMap<>();
    private final Map<String, Position> positions = new HashMap<>();
    private final Map<Delta, Quarantined> quarantine = new LinkedHashMap<>();
    private final LocalTables tables = new LocalTables();
    private final long horizon;
    private GatewayMode mode = GatewayMode.RULES;
    private Optional<SyncRules> rules = Optional.empty();
    private long rulesVersion;
    private long rulesStamp;
    private long head;

    LocalLog(InstantSource clock) {
        this.clock = clock;
        this.head = nextStamp();
        this.horizon = head;
        this.rulesStamp = head;
    }

    synchronized void save(GatewayMode next) {
        if (next != mode) {
            mode = next;
            mark();
        }
    }

    synchronized long saveRules(SyncRules next) {
        rules = Optional.of(next);
        mark();
        return ++rulesVersion;
    }

    synchronized void saveSchema(TableSchema schema) {
        tables.save(schema);
        mark();
    }

    synchronized void raiseBase(String table, long version) {
        if (tables.raiseBase(table, version)) {
            mark();
        }
    }

    synchronized List<Quarantined> quarantined() {
        return List.copyOf(quarantine.values());
    }

    synchronized PushResult push(Caller caller, PushRequest push) {
        boolean keepsCursor = push.capabilities().contains(Capability.CURSOR);
        var proved = keepsCursor ? Cursor.BEGINNING : requirePulled(push.clientId());
        var terms = new PushTerms(head, clock.millis(), compiled(), tables.newest(), ROW_BYTES_MAX);
        var keys = push.deltas().stream().map(Delta::row).collect(Collectors.toSet());
        var group = GroupDecision.decide(terms, List.of(new GroupMember(caller, push)), rows(keys));
        append(group.verdicts().get(0).orElseThrow().plan());
        return new PushResult(
                keepsCursor ? Cursor.at(head) : proved, push.deltas().size(), rulesVersion);
    }

    synchronized Page pull(Caller caller, PullRequest pull) {
        var pages = pages(caller, pull, false);
        if (!pages.keepsPosition(pull)) {
            return pages.next(pull);
        }
        var kept = pages.next(pull, Optional.ofNullable(positions.get(pull.clientId())));
        positions.put(pull.clientId(), kept.position());
        return kept.page();
    }

    synchronized Page stream(Caller caller, PullRequest pull) {
        return pages(caller, pull, true).next(pull);
    }

    @Override
    public synchronized List<LogEntry> entries(long after, int entriesMax) {
        return entries.tailMap(after, false).values().stream().limit(entriesMax).toList();
    }

    @Override
    public synchronized Map<RowKey, StoredRow> rows(Collection<RowKey> keys) {
        return keys.stream().filter(rows::containsKey).collect(Collectors.toMap(key -> key, rows::get));
    }

    @Override
    public synchronized List<StoredRow> rowsAfter(long stamp, int limit) {
        return rows.values().stream()
                .filter(row -> row.stamp() > stamp)
                .sorted(Comparator.comparingLong(StoredRow::stamp))
                .limit(limit)
                .toList();
    }

    private Pages pages(Caller caller, PullRequest pull, boolean isSocket) {
        var base = pull.isLegacy() ? tables.known(caller) : Map.<String, TableSchema>of();
        var reader = new Reader(pull.clientId(), view(caller), pull.isLegacy(), isSocket, base);
        var bounds = new LogBounds(head, horizon, rulesStamp);
        return new Pages(this, bounds, reader, new Pages.Terms(PAGE_BYTES_MAX, rulesVersion));
    }

    private Cursor requirePulled(String clientId) {
        var position = Optional.ofNullable(positions.get(clientId));
        if (position.filter(Position::mustPullFirst).isPresent()) {
            positions.put(clientId, position.get().asRefused());
            throw new SyncException(SyncFailure.UNAVAILABLE, "there is more to pull; pull first, then push again");
        }
        positions.putIfAbsent(clientId, Position.unpulled());
        return position.map(Position::proved).orElse(Cursor.BEGINNING);
    }

    private void append(PushPlan plan) {
        plan.entries().forEach(entry -> entries.put(entry.stamp(), entry));
        plan.rows().forEach(row -> rows.put(row.key(), row));
        plan.held()
                .forEach(held -> quarantine.putIfAbsent(
                        held.delta(),
                        new Quarantined(
                                held.delta().deltaId() + held.delta().op(),
                                held.delta(),
                                held.reason(),
                                held.message(),
                                clock.instant())));
        head = plan.lastStamp(head);
    }

    private View view(Caller caller) {
        boolean missing = rules.isEmpty() && mode == GatewayMode.RULES;
        var inForce = missing && caller.isAdmin() ? CompiledRules.everything() : compiled();
        return inForce.view(caller.claims());
    }

    private CompiledRules compiled() {
        return rules.map(saved -> CompiledRules.compile(saved, tables.newest().values()))
                .orElseGet(() -> mode == GatewayMode.OPEN ? CompiledRules.everything() : CompiledRules.nothing());
    }

    private void mark() {
        head = nextStamp();
        rulesStamp = head;
    }

    private long nextStamp() {
        return PushTerms.nextStamp(head, clock.millis());
    }
}
