package io.lakesync.contracts;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import io.lakesync.api.gateway.Quarantined;
import io.lakesync.api.gateway.StreamRequest;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.api.gateway.Subscription;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.log.Owed;
import io.lakesync.engine.pull.Trail;
import io.lakesync.engine.push.DeltaIdCheck;
import io.lakesync.engine.push.PushChecks;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Gateways in memory: the engine's decisions over lists and maps. Loses everything with the process; else keeps every promise. */
public final class LocalGateway implements SyncGateway {
    private final InstantSource clock;
    private final int servedMax;
    private final Map<GatewayId, LocalLog> logs = new ConcurrentHashMap<>();
    private final Map<GatewayId, Set<Subscriber>> subscribers = new ConcurrentHashMap<>();

    public LocalGateway(InstantSource clock) {
        this(clock, Trail.SERVED_MAX);
    }

    /** @param servedMax how many views of one replica are kept */
    public LocalGateway(InstantSource clock, int servedMax) {
        this.clock = requireNonNull(clock, "clock");
        this.servedMax = servedMax;
    }

    /** Creates the gateway, or changes its mode. */
    public void save(GatewayId gateway, GatewayMode mode) {
        logs.computeIfAbsent(gateway, id -> new LocalLog(clock, servedMax)).save(mode);
        wake(gateway);
    }

    /** @return the version now in force */
    public long saveRules(GatewayId gateway, SyncRules rules) {
        long version = load(gateway).saveRules(rules);
        wake(gateway);
        return version;
    }

    /** Registers a table; the first time it also becomes what legacy clients know. */
    public void saveSchema(GatewayId gateway, TableSchema schema) {
        load(gateway).saveSchema(schema);
        wake(gateway);
    }

    /** Lets legacy clients know a later version of a table; versions are counted per gateway. */
    public void raiseBase(GatewayId gateway, String table, long version) {
        load(gateway).raiseBase(table, version);
        wake(gateway);
    }

    /**
     * Keeps no entry of the log up to this stamp.
     *
     * @param noted which of the debts that the entries leave behind are noted: all, but where a bug is planted
     */
    public void trim(GatewayId gateway, long upTo, Predicate<Owed> noted) {
        load(gateway).trim(upTo, noted);
    }

    /** Stamps of the entries that the log keeps, in order. */
    public List<Long> stamps(GatewayId gateway) {
        return load(gateway).stamps();
    }

    /** Deltas in quarantine, oldest first. */
    public List<Quarantined> quarantined(GatewayId gateway) {
        return load(gateway).quarantined();
    }

    @Override
    public void requireRoom(GatewayId gateway) {
        // nobody waits here
    }

    @Override
    public PushResult push(Caller caller, PushRequest request) {
        requireCovered(caller, request.gateway());
        PushChecks.requireWellFormed(caller.subject(), request, PushRequest.DELTAS_MAX);
        var identified = DeltaIdCheck.identify(request).push();
        var result = load(request.gateway()).push(caller, identified);
        wake(request.gateway());
        return result;
    }

    @Override
    public void begin(Caller caller, GatewayId gateway, Set<Capability> capabilities) {
        requireCovered(caller, gateway);
        if (!capabilities.contains(Capability.CURSOR)) {
            load(gateway).beginAnew(caller.subject());
        }
    }

    @Override
    public Page pull(Caller caller, PullRequest request) {
        requireCovered(caller, request.gateway());
        var log = load(request.gateway());
        if (request.source().isPresent()) {
            throw new SyncException(SyncFailure.NOT_FOUND, "there is no source of that name");
        }
        return log.pull(caller, request);
    }

    @Override
    public Page stream(Caller caller, PullRequest request) {
        requireCovered(caller, request.gateway());
        return load(request.gateway()).stream(caller, request);
    }

    @Override
    public List<Optional<Page>> streamTogether(GatewayId gateway, List<StreamRequest> requests) {
        requests.forEach(request -> requireCovered(request.caller(), gateway));
        return load(gateway).streamTogether(requests);
    }

    @Override
    public Subscription subscribe(Caller caller, GatewayId gateway, Subscriber subscriber) {
        requireCovered(caller, gateway);
        load(gateway);
        subscribers
                .computeIfAbsent(gateway, id -> ConcurrentHashMap.newKeySet())
                .add(subscriber);
        return () -> subscribers.get(gateway).remove(subscriber);
    }

    private void wake(GatewayId gateway) {
        subscribers.getOrDefault(gateway, Set.of()).forEach(Subscriber::wake);
    }

    private LocalLog load(GatewayId gateway) {
        var log = logs.get(gateway);
        if (log == null) {
            throw new SyncException(SyncFailure.NOT_FOUND, "there is no gateway " + gateway);
        }
        return log;
    }

    private static void requireCovered(Caller caller, GatewayId gateway) {
        if (!caller.covers(gateway)) {
            throw new SyncException(SyncFailure.FORBIDDEN, "the token is for another gateway");
        }
    }
}
