package io.lakesync.server.gateway;

import io.lakesync.api.codec.SchemaCodec;
import io.lakesync.api.gateway.AuditEntry;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.GatewayStatus;
import io.lakesync.api.gateway.GatewayStatus.FollowerStatus;
import io.lakesync.api.gateway.Quarantined;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.push.PushPlan.Held;
import io.lakesync.server.audit.Audit;
import io.lakesync.server.follower.Followers;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.DeltasLogged;
import io.lakesync.server.log.HeadMoved;
import io.lakesync.server.log.LogDatabase;
import io.lakesync.server.push.Interloper;
import io.lakesync.server.quarantine.Quarantine;
import io.lakesync.server.quarantine.Replays;
import io.lakesync.server.quarantine.Replays.Outcome;
import io.lakesync.server.rules.Rules;
import io.lakesync.server.rules.TermsInForce;
import io.lakesync.server.schema.Schemas;
import io.lakesync.server.settings.FreshDatabase;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** An administrator's place of work: the product's beans on one connection to a database. Not for several threads. */
final class Desk implements AutoCloseable {
    static final GatewayId AIR = new GatewayId("air");
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private static final String TITLE = "{\"table\":\"todos\",\"columns\":[{\"name\":\"title\",\"type\":\"string\"}]}";

    final Fired<DeltasLogged> fired = new Fired<>();
    private final GatewayId gateway;
    private final ControlUnit unit;
    private final Schemas schemas;
    private final LogDatabase log;
    private final Quarantine quarantine;
    private final Audit audit;
    private final GatewayChanges changes;
    private final Replays replays;
    private final GatewayReadings readings;
    private UnaryOperator<Connection> interruption = UnaryOperator.identity();

    /** At the gateway {@link #AIR}, newly open, with a table of todos that have a title. */
    static Desk ofTodos(FreshDatabase database) {
        var desk = new Desk(database, AIR);
        desk.open();
        desk.saveSchema(TITLE);
        return desk;
    }

    Desk(FreshDatabase database, GatewayId gateway) {
        InstantSource clock = () -> NOW;
        this.gateway = gateway;
        this.unit = new ControlUnit(database);
        var settings = Settings.read(Set.of(), key -> Optional.of("true").filter(v -> key.equals("lakesync.demo")));
        schemas = Wired.bean(Schemas.class, unit.entities(), new Fired<>());
        var rules = Wired.bean(Rules.class, unit.entities(), schemas);
        log = Wired.bean(LogDatabase.class, interrupted(unit.joined()));
        quarantine = Wired.bean(Quarantine.class, unit.entities(), settings, clock);
        audit = Wired.bean(Audit.class, unit.entities(), clock);
        changes = Wired.bean(GatewayChanges.class, unit.entities(), log, rules, schemas, audit, fired, clock);
        var terms = Wired.bean(TermsInForce.class, rules, schemas, settings);
        replays = Wired.bean(Replays.class, log, quarantine, terms, audit, fired);
        readings = Wired.bean(GatewayReadings.class, unit.entities(), quarantine, schemas, audit, new Followers() {
            @Override
            public List<FollowerStatus> of(GatewayId any) {
                return List.of();
            }
        });
    }

    void open() {
        unit.transaction(() -> changes.create(gateway, GatewayMode.OPEN));
    }

    void saveSchema(String document) {
        var schema = SchemaCodec.read(document.getBytes(StandardCharsets.UTF_8));
        unit.transaction(() -> changes.saveSchema(gateway, schema));
    }

    void raiseBase(String table, long version) {
        unit.transaction(() -> {
            changes.raiseBase(gateway, table, version, "ada");
            return version;
        });
    }

    Schemas schemas() {
        return schemas;
    }

    void saveRules(String document) {
        unit.transaction(() -> changes.saveRules(gateway, document, "ada"));
    }

    /** @return its key */
    String hold(Held held) {
        unit.transaction(() -> {
            quarantine.hold(gateway, List.of(held));
            return held;
        });
        return quarantined().stream()
                .filter(q -> q.delta().equals(held.delta()))
                .findFirst()
                .orElseThrow()
                .key();
    }

    /** Somebody else acts just before a statement that the next deed makes on the log; 1 for the first. */
    void interruptBefore(int step, Interloper.Action action) {
        interruption = connection -> Interloper.before(step, connection, action);
    }

    private DataSource interrupted(DataSource joined) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    var connection = interruption.apply(joined.getConnection());
                    interruption = UnaryOperator.identity();
                    return connection;
                });
    }

    /** Gives up when somebody else has come between, or is about to. */
    Outcome tryToReplay(String key, String operator, String lockTimeout) {
        try {
            return unit.transaction(() -> {
                unit.entities().createNativeQuery(lockTimeout).executeUpdate();
                return replays.replay(gateway, key, operator);
            });
        } catch (HeadMoved tooLate) {
            return Outcome.GONE;
        }
    }

    Outcome replay(String key, String operator) {
        return settle(() -> replays.replay(gateway, key, operator));
    }

    Outcome discard(String key, String operator) {
        return settle(() -> replays.discard(gateway, key, operator));
    }

    List<Quarantined> quarantined() {
        return unit.transaction(() -> quarantine.list(gateway, 1000));
    }

    List<AuditEntry> audited() {
        return unit.transaction(() -> audit.list(gateway, 20_000));
    }

    List<LogEntry> entries() {
        return unit.transaction(() -> log.with(c -> new DeltaLog(c).entries(gateway, 0, 10_000)));
    }

    List<GatewayStatus> list() {
        return unit.transaction(() -> readings.list(any -> true));
    }

    GatewayStatus told() {
        return unit.transaction(() -> readings.status(gateway));
    }

    GatewayRecord status() {
        return unit.transaction(() -> unit.entities().find(GatewayRecord.class, gateway.value()));
    }

    /** As the door does: anew when somebody came between. */
    private <T> T settle(Supplier<T> deed) {
        while (true) {
            try {
                return unit.transaction(deed);
            } catch (HeadMoved again) {
                unit.entities().clear();
            }
        }
    }

    @Override
    public void close() {
        unit.close();
    }
}
