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
import io.lakesync.api.gateway.StreamRequest;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.Owed;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.pull.InForce;
import io.lakesync.engine.pull.LogBounds;
import io.lakesync.engine.pull.LogReader;
import io.lakesync.engine.pull.Pages;
import io.lakesync.engine.pull.Position;
import io.lakesync.engine.pull.Reader;
import io.lakesync.engine.pull.SharedPages;
import io.lakesync.engine.pull.Sight;
import io.lakesync.engine.pull.ViewName;
import io.lakesync.engine.push.GroupDecision;
import io.lakesync.engine.push.GroupMember;
import io.lakesync.engine.push.PushPlan;
import io.lakesync.engine.push.PushTerms;
import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.engine.rules.View;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
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
    private final int servedMax;
    private final List<Owed> owed = new ArrayList<>();
    private long horizon;
    private GatewayMode mode = GatewayMode.RULES;
    private final LocalRules rules = new LocalRules();
    private long rulesStamp;
    private long head;

    LocalLog(InstantSource clock, int servedMax) {
        this.clock = clock;
        this.servedMax = servedMax;
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
        rules.add(next);
        mark();
        return rules.version();
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

    /** Keeps no entry up to this one, which is at most the head; what they owe to clients stays. */
    synchronized void trim(long upTo, Predicate<Owed> noted) {
        var trimmed = entries.headMap(upTo, true);
        if (!trimmed.isEmpty()) {
            owed.removeIf(one -> !isDue(one));
            owed.addAll(Owed.of(trimmed.values(), one -> !one.lost() && isDue(one) && noted.test(one)));
            horizon = trimmed.lastKey();
            trimmed.clear();
        }
    }

    /** Stamps of the entries that are kept. */
    synchronized List<Long> stamps() {
        return List.copyOf(entries.keySet());
    }

    private boolean isDue(Owed one) {
        var position = Optional.ofNullable(positions.get(one.clientId()));
        return one.lost() || one.stamp() > position.map(Position::paidUpTo).orElse(0L);
    }

    synchronized List<Quarantined> quarantined() {
        return List.copyOf(quarantine.values());
    }

    synchronized PushResult push(Caller caller, PushRequest push) {
        boolean keepsCursor = push.capabilities().contains(Capability.CURSOR);
        var proved = keepsCursor ? Cursor.BEGINNING : requirePulled(push.clientId());
        var terms = new PushTerms(head, clock.millis(), compiled(), tables.newest(), ROW_BYTES_MAX);
        var keys = push.deltas().stream().map(Delta::row).collect(Collectors.toSet());
        var group =
                GroupDecision.decide(terms, List.of(new GroupMember(caller, push)), rows(keys), this::isServedAsNow);
        long before = head;
        append(group.verdicts().get(0).orElseThrow(rules.version()).plan());
        if (push.clientId().equals(caller.subject())) {
            var position = Optional.ofNullable(positions.get(push.clientId())).orElseGet(Position::unpulled);
            positions.put(push.clientId(), position.pushed(viewName(caller, push.isLegacy()), before));
        }
        return new PushResult(
                keepsCursor ? Cursor.at(head) : proved, push.deltas().size(), rules.version());
    }

    synchronized void beginAnew(String clientId) {
        positions.computeIfPresent(clientId, (id, position) -> position.anew());
    }

    synchronized Page pull(Caller caller, PullRequest pull) {
        if (!pull.clientId().equals(caller.subject())) {
            return pages(this, caller, pull, false).next(pull);
        }
        takeStamp(caller, pull);
        return keep(pull, pages(this, caller, pull, false).next(pull, position(pull)));
    }

    synchronized Page stream(Caller caller, PullRequest pull) {
        takeStamp(caller, pull);
        return keep(pull, pages(this, caller, pull, true).stream(pull, position(pull)));
    }

    synchronized List<Optional<Page>> streamTogether(List<StreamRequest> requests) {
        var since = requests.stream().map(one -> one.pull().since()).toList();
        var shared = new SharedPages(this, bounds(), since);
        return requests.stream().map(one -> next(shared, one)).toList();
    }

    private Optional<Page> next(SharedPages shared, StreamRequest one) {
        var own = pages(shared.log(), one.caller(), one.pull(), true);
        return position(one.pull()).flatMap(before -> shared.next(own, one.pull(), before));
    }

    /** How often a client came from a position that its id was never given. */
    synchronized long strangers() {
        return positions.values().stream().mapToLong(Position::strangers).sum();
    }

    private void takeStamp(Caller caller, PullRequest pull) {
        if (Pages.takesStamp(pull, position(pull), viewName(caller, pull.isLegacy()), bounds(), terms())) {
            head = nextStamp();
        }
    }

    private Page keep(PullRequest pull, Pages.Kept kept) {
        positions.put(pull.clientId(), kept.position());
        return kept.page();
    }

    private Optional<Position> position(PullRequest pull) {
        return Optional.ofNullable(positions.get(pull.clientId()));
    }

    @Override
    public synchronized List<LogEntry> entries(long after, int entriesMax) {
        return entries.tailMap(after, false).values().stream().limit(entriesMax).toList();
    }

    @Override
    public synchronized List<Owed> owed(String clientId, long after, int limit) {
        return owed.stream()
                .filter(one -> one.clientId().equals(clientId) && one.stamp() > after)
                .sorted(Comparator.comparingLong(Owed::stamp))
                .limit(limit)
                .toList();
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

    private Pages pages(LogReader log, Caller caller, PullRequest pull, boolean isSocket) {
        var known = pull.isLegacy() ? tables.known(caller) : Map.<String, TableSchema>of();
        var name = viewName(caller, pull.isLegacy());
        var reader = new Reader(caller.subject(), view(name), pull.isLegacy(), isSocket, !pull.keepsCursor(), known);
        return new Pages(log, bounds(), reader, new Sight(name, this::view), terms());
    }

    private LogBounds bounds() {
        return new LogBounds(head, horizon, rulesStamp);
    }

    private Pages.Terms terms() {
        return new Pages.Terms(PAGE_BYTES_MAX, rules.version(), servedMax);
    }

    private Cursor requirePulled(String clientId) {
        var position = Optional.ofNullable(positions.get(clientId));
        if (position.filter(Position::mustPullFirst).isPresent()) {
            positions.put(clientId, position.get().asRefused());
            throw new SyncException(SyncFailure.UNAVAILABLE, "there is more to pull; pull first, then push again");
        }
        positions.put(clientId, position.map(Position::asTaken).orElseGet(Position::unpulled));
        return position.map(Position::proved).orElse(Cursor.BEGINNING);
    }

    private void append(PushPlan plan) {
        plan.entries().forEach(entry -> entries.put(entry.stamp(), entry));
        owed.addAll(Owed.forEver(plan.entries()));
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

    private ViewName viewName(Caller caller, boolean isLegacy) {
        return new InForce(mode, rules.version(), tables.version(), compiled().claims()).name(caller, isLegacy);
    }

    private boolean isServedAsNow(GroupMember member) {
        var present = viewName(member.caller(), member.push().isLegacy());
        return Optional.ofNullable(positions.get(member.push().clientId()))
                .map(position -> position.isServedUnder(present))
                .orElse(true);
    }

    private View view(ViewName name) {
        var compiled =
                switch (name.scope()) {
                    case RULES -> rules.compiled(name.rulesVersion(), tables, name.schemaVersion());
                    case EVERYTHING -> CompiledRules.everything();
                    default -> CompiledRules.nothing();
                };
        return compiled.view(name.claims());
    }

    private CompiledRules compiled() {
        if (rules.version() == 0) {
            return mode == GatewayMode.OPEN ? CompiledRules.everything() : CompiledRules.nothing();
        }
        return rules.compiled(rules.version(), tables, tables.version());
    }

    private void mark() {
        head = nextStamp();
        rulesStamp = head;
    }

    private long nextStamp() {
        return PushTerms.nextStamp(head, clock.millis());
    }
}
