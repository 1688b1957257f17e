package io.lakesync.contracts.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.codec.RulesCodec;
import io.lakesync.api.codec.SchemaCodec;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.contracts.LocalGateway;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Clients of both kinds in a storm while rules and tokens change. A ledger of its own says what must be; nothing of the
 * engine is asked.
 */
final class ShiftingWorld {
    private static final String SCHEMA =
            """
            {"table": "todos", "columns": [
              {"name": "owner", "type": "string"}, {"name": "team", "type": "string"}, {"name": "title", "type": "string"}]}
            """;
    private static final GatewayId GATEWAY = new GatewayId("g");
    private static final List<String> COLUMNS = List.of("owner", "team", "title");
    private static final String UNKNOWN = "odd";
    private static final List<String> LOCAL_COLUMNS = List.of("owner", "team", "title", UNKNOWN);
    private static final List<String> PEOPLE = List.of("ann", "ben", "cho", "dan");
    private static final List<String> TEAMS = List.of("red", "blue");
    private static final int CALM_ROUNDS = 6;
    private static final int ROUNDS_MAX = 1000;
    private static final int ROWS = 5;
    private static final int DELETES_ONE_IN = 5;
    private static final int UNKNOWN_ONE_IN = 12;
    private static final int PAGE_MAX = 5;
    private static final int OFFLINE_MAX = 25;

    private record Sight(Law law, Map<String, List<String>> claims) {}

    private final Random random;
    private final Author author;
    private final LocalGateway server;
    private final Storm storm;
    private final Ledger ledger = new Ledger();
    private final List<Device> devices;
    private final Map<String, Map<String, List<String>>> claims = new HashMap<>();
    private final Map<String, Set<Sight>> sights = new HashMap<>();
    private final Map<String, Integer> offline = new HashMap<>();
    private final boolean restarts;
    private Law law = Law.MINE;
    private int firstPull;

    /**
     * @param servedMax how many views of one replica the server keeps
     * @param restarts whether clients start again with old copies
     */
    ShiftingWorld(long seed, int servedMax, boolean restarts) {
        this(seed, servedMax, restarts, server -> server);
    }

    /** @param between what stands between the server and the network */
    ShiftingWorld(long seed, int servedMax, boolean restarts, Function<LocalGateway, SyncGateway> between) {
        this.restarts = restarts;
        this.random = new Random(seed);
        this.author = new Author(random, PEOPLE, 0, ROWS, DELETES_ONE_IN);
        this.server = new LocalGateway(InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")), servedMax);
        server.save(GATEWAY, GatewayMode.RULES);
        server.saveSchema(GATEWAY, SchemaCodec.read(SCHEMA.getBytes(StandardCharsets.UTF_8)));
        this.storm = new Storm(between.apply(server), random, this::accept, this::requireSeen);
        rule(Law.MINE_AND_TEAM);
        this.devices = List.of(
                new Replica(link("ann", Set.of(Capability.values())), page()),
                new Replica(link("ben", Set.of(Capability.values())), page()),
                new LegacyReplica(link("cho", Set.of()), page(), LOCAL_COLUMNS),
                new LegacyReplica(link("dan", Set.of()), page(), LOCAL_COLUMNS));
    }

    /** Existing clients only push until this step. */
    ShiftingWorld pullingFrom(int step) {
        firstPull = step;
        return this;
    }

    void live(int steps) {
        for (int i = 0; i < steps; i++) {
            var device = devices.get(random.nextInt(devices.size()));
            int fate = random.nextInt(100);
            if (fate < 3) {
                rule(Law.values()[random.nextInt(Law.values().length)]);
            } else if (fate < 6) {
                storm.blow();
            } else if (fate < 8) {
                offline.put(device.name(), i + random.nextInt(OFFLINE_MAX));
            } else if (i >= offline.getOrDefault(device.name(), 0)) {
                act(device, fate, i >= firstPull || device instanceof Replica);
            } else {
                author.edit(device, this::values);
            }
        }
    }

    private void act(Device device, int fate, boolean mayPull) {
        if (fate < 13) {
            device.renew(caller(device.name()));
        } else if (fate < 17) {
            device.save();
        } else if (fate < 20) {
            restart(device);
        } else if (fate < 45 && mayPull) {
            Attempt.at(device::pull);
        } else if (fate < 60) {
            Attempt.at(device::push);
        } else if (fate < 72) {
            Attempt.at(device::listen);
        } else {
            author.edit(device, this::values);
        }
    }

    /** Some push before they pull. */
    private void restart(Device device) {
        if (restarts) {
            device.restart();
            storm.cut(device.name());
            if (random.nextBoolean()) {
                author.edit(device, this::values);
                Attempt.at(device::push);
            }
        }
    }

    /** Fair weather and no more changes, until nobody has anything to push or to pull for a while. */
    void settle() {
        storm.clearUp();
        int calm = 0;
        for (int round = 0; calm < CALM_ROUNDS && round < ROUNDS_MAX; round++) {
            calm = devices.stream().filter(ShiftingWorld::isBusy).count() == 0 ? calm + 1 : 0;
        }
    }

    void requireExactViews() {
        for (var device : devices) {
            var expected = new TreeMap<>(ledger.rows());
            expected.values().removeIf(row -> !law.shows(claims.get(device.name()), row));
            var held = held(device);
            if (device instanceof LegacyReplica legacy) {
                expected.keySet().removeAll(legacy.dropped());
                held.keySet().removeAll(legacy.dropped());
            }
            assertThat(held)
                    .as("%s under %s %s", device.name(), law, claims.get(device.name()))
                    .isEqualTo(full(expected));
            assertThat(device.isPending()).as(device.name()).isFalse();
        }
    }

    /** What breaks the schema or the law of the moment is not counted; the sender is told of the row all the same. */
    private void accept(Caller caller, PushRequest push) {
        push.deltas().forEach(ledger::addInVain);
        var good = push.deltas().stream()
                .filter(delta -> delta.columns().stream()
                        .noneMatch(value -> value.column().equals(UNKNOWN)))
                .toList();
        ledger.addWhere(good, (before, after) -> law.mayWrite(caller.claims(), before, after));
    }

    /** Whoever is told of a row has written it, or has had a view in which the row once looked visible. */
    private void requireSeen(Caller caller, Page page) {
        sights.get(caller.subject()).add(new Sight(law, caller.claims()));
        for (var delta : page.deltas()) {
            boolean seen = sights.get(caller.subject()).stream().anyMatch(sight -> ledger.looks(delta.row()).stream()
                    .anyMatch(look -> sight.law().shows(sight.claims(), look)));
            assertThat(seen || ledger.isAuthor(caller.subject(), delta.row()))
                    .as("%s is told of %s", caller.subject(), delta.row())
                    .isTrue();
        }
    }

    private static boolean isBusy(Device device) {
        var before = device.rows();
        boolean hasMore = device.pull();
        Attempt.at(device::push);
        Attempt.at(device::listen);
        return hasMore || device.isPending() || !device.rows().equals(before);
    }

    private void rule(Law next) {
        law = next;
        server.saveRules(GATEWAY, RulesCodec.read(next.document().getBytes(StandardCharsets.UTF_8)));
    }

    private List<ColumnValue> values(Device device, boolean exists) {
        var values = new LinkedHashMap<String, String>();
        if (!exists || random.nextInt(4) == 0) {
            values.put("owner", random.nextInt(3) > 0 ? device.name() : one(PEOPLE));
        }
        if (random.nextInt(3) == 0) {
            values.put("team", one(TEAMS));
        }
        if (values.isEmpty() || random.nextBoolean()) {
            values.put("title", "t" + random.nextInt(10));
        }
        if (random.nextInt(UNKNOWN_ONE_IN) == 0) {
            values.put(UNKNOWN, "1");
        }
        var columns = new ArrayList<ColumnValue>();
        values.forEach((name, text) -> columns.add(new ColumnValue(name, JsonText.ofString(text))));
        return columns;
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private int page() {
        return 1 + random.nextInt(PAGE_MAX);
    }

    private Link link(String name, Set<Capability> capabilities) {
        sights.put(name, new HashSet<>());
        return new Link(storm, caller(name), GATEWAY, capabilities);
    }

    /** A token with some teams. */
    private Caller caller(String name) {
        var teams = TEAMS.stream().filter(team -> random.nextBoolean()).toList();
        Map<String, List<String>> mine =
                teams.isEmpty() ? Map.of("sub", List.of(name)) : Map.of("sub", List.of(name), "team", teams);
        claims.put(name, mine);
        return new Caller(name, GATEWAY.value(), Set.of("client"), mine, Instant.MAX);
    }

    private static Map<RowKey, Map<String, String>> held(Device device) {
        var rows = new TreeMap<RowKey, Map<String, String>>();
        device.rows().forEach((key, row) -> {
            var texts = new TreeMap<String, String>();
            COLUMNS.forEach(
                    c -> texts.put(c, row.getOrDefault(c, JsonValue.NULL).text()));
            rows.put(key, texts);
        });
        return rows;
    }

    private static Map<RowKey, Map<String, String>> full(Map<RowKey, Map<String, String>> rows) {
        var full = new TreeMap<RowKey, Map<String, String>>();
        rows.forEach((key, row) -> {
            var texts = new TreeMap<String, String>();
            COLUMNS.forEach(c -> texts.put(c, row.getOrDefault(c, "null")));
            full.put(key, texts);
        });
        return full;
    }
}
