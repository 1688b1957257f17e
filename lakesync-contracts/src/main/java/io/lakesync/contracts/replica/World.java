package io.lakesync.contracts.replica;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.engine.merge.RowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Some clients of both kinds over one gateway. They edit few rows at few moments, so that everything collides. */
public final class World {
    public static final String SCHEMA =
            """
            {"table": "todos", "columns": [
              {"name": "owner", "type": "string"}, {"name": "title", "type": "string"}, {"name": "tags", "type": "json"}]}
            """;
    /** Everybody sees and may give away what is theirs; who has the claim {@code audit} sees everything. */
    public static final String RULES =
            """
            {"version": 1, "buckets": [
              {"name": "mine", "tables": ["todos"], "write": "own",
               "filters": [{"column": "owner", "op": "eq", "value": "jwt:sub"}]},
              {"name": "all", "tables": ["todos"], "write": "none",
               "filters": [{"column": "owner", "op": "neq", "value": "jwt:audit"}]}]}
            """;

    private static final List<String> COLUMNS = List.of("owner", "title", "tags");
    private static final List<String> PEOPLE = List.of("ann", "ben", "cho", "dan");
    private static final int CALM_ROUNDS = 6;
    private static final int ROUNDS_MAX = 1000;
    private static final int ROWS = 4;
    private static final int DELETES_ONE_IN = 4;
    private static final int AHEAD_MAX = 7;
    private static final int PAGE_MAX = 5;

    private final Random random;
    private final Weather weather;
    private final GatewayId gateway;
    private final List<Device> devices;
    private final Author author;

    public World(long seed, SyncGateway server, GatewayId gateway) {
        this.random = new Random(seed);
        this.weather = new Weather(server, random);
        this.gateway = gateway;
        this.author = new Author(random, PEOPLE, random.nextInt(AHEAD_MAX), ROWS, DELETES_ONE_IN);
        this.devices = List.of(
                new Replica(link("ann", Set.of(Capability.values())), page()),
                new Replica(link("ben", Set.of(Capability.UPSERT)), page()),
                legacy("cho"),
                legacy("dan"));
    }

    public List<Device> devices() {
        return devices;
    }

    /** Random edits, pulls and pushes in bad weather. */
    public void live(int steps) {
        for (int i = 0; i < steps; i++) {
            var device = devices.get(random.nextInt(devices.size()));
            switch (random.nextInt(4)) {
                case 0:
                    Attempt.at(device::pull);
                    break;
                case 1:
                    Attempt.at(device::push);
                    break;
                default:
                    author.edit(device, this::values);
            }
        }
    }

    /** Fair weather and no more edits, until nobody has anything to push or to pull for a while. */
    public void settle() {
        weather.clearUp();
        int calm = 0;
        for (int round = 0; calm < CALM_ROUNDS && round < ROUNDS_MAX; round++) {
            calm = devices.stream().filter(World::isBusy).count() == 0 ? calm + 1 : 0;
        }
    }

    private static boolean isBusy(Device device) {
        var before = device.rows();
        boolean hasMore = device.pull();
        Attempt.at(device::push);
        return hasMore || device.isPending() || !device.rows().equals(before);
    }

    /** Every push that the server accepted, in the order in which it did. */
    List<PushRequest> pushes() {
        return weather.arrived();
    }

    /** What the rows must be where nothing was refused: the fold of all that reached the server. */
    public Map<RowKey, Map<String, JsonValue>> arrived() {
        var states = new HashMap<RowKey, RowState>();
        weather.arrived().stream()
                .flatMap(push -> push.deltas().stream())
                .forEach(d -> states.merge(d.row(), RowState.EMPTY.merge(d), (held, first) -> held.merge(d)));
        var rows = new TreeMap<RowKey, Map<String, JsonValue>>();
        states.forEach((key, state) -> {
            if (state.isAlive()) {
                rows.put(key, full(state.image()));
            }
        });
        return rows;
    }

    /** What a newcomer finds who may see everything. */
    public Map<RowKey, Map<String, JsonValue>> audited() {
        var auditor = new Caller(
                "zoe",
                gateway.value(),
                Set.of("client"),
                Map.of("sub", List.of("zoe"), "audit", List.of("nobody")),
                Instant.MAX);
        var replica = new Replica(new Link(weather, auditor, gateway, Set.of(Capability.values())), page());
        replica.pullAll();
        return rows(replica);
    }

    /** A device's rows with every column, as the existing client would hold them. */
    public static Map<RowKey, Map<String, JsonValue>> rows(Device device) {
        var rows = new TreeMap<RowKey, Map<String, JsonValue>>();
        device.rows().forEach((key, row) -> rows.put(key, full(row)));
        return rows;
    }

    /** A row with every column, as the existing client would hold it. */
    static Map<String, JsonValue> full(Map<String, JsonValue> image) {
        var row = new TreeMap<String, JsonValue>();
        COLUMNS.forEach(column -> {
            var value = image.getOrDefault(column, JsonValue.NULL);
            row.put(column, JsonText.isStructured(value) ? JsonText.ofString(value.text()) : value);
        });
        return row;
    }

    private List<ColumnValue> values(Device device, boolean exists) {
        var values = new ArrayList<ColumnValue>();
        if (!exists) {
            values.add(new ColumnValue("owner", JsonText.ofString(device.name())));
        } else if (random.nextInt(5) == 0) {
            var owner = PEOPLE.get(random.nextInt(PEOPLE.size()));
            values.add(new ColumnValue("owner", JsonText.ofString(owner)));
        }
        if (random.nextBoolean()) {
            values.add(new ColumnValue("title", JsonText.ofString("t" + random.nextInt(100))));
        }
        if (values.isEmpty() || random.nextBoolean()) {
            var tags = new JsonValue("[" + random.nextInt(100) + "]");
            values.add(new ColumnValue("tags", device instanceof Replica ? tags : JsonText.ofString(tags.text())));
        }
        return values;
    }

    private int page() {
        return 1 + random.nextInt(PAGE_MAX);
    }

    private LegacyReplica legacy(String name) {
        return new LegacyReplica(link(name, Set.of()), page(), COLUMNS);
    }

    private Link link(String name, Set<Capability> capabilities) {
        var caller = new Caller(name, gateway.value(), Set.of("client"), Map.of("sub", List.of(name)), Instant.MAX);
        return new Link(weather, caller, gateway, capabilities);
    }
}
