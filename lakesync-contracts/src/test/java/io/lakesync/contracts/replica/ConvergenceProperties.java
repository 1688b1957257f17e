package io.lakesync.contracts.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.Planted;
import io.lakesync.api.Seeds;
import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.contracts.LocalFixture;
import io.lakesync.contracts.LocalGateway;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConvergenceProperties {
    private static final GatewayId GATEWAY = new GatewayId("g");

    @Seeds
    void everybody_ends_with_all_that_arrived(long seed) {
        var world = world(seed, GatewayMode.OPEN);

        world.live(120);
        world.settle();

        var arrived = shown(ledger(world, (sender, row) -> true));
        for (var device : world.devices()) {
            assertThat(device.isPending()).as(device.name()).isFalse();
            assertThat(World.rows(device)).as(device.name()).isEqualTo(arrived);
        }
    }

    @Seeds
    void everybody_ends_with_exactly_their_view(long seed) {
        requireViews(world(seed, GatewayMode.RULES));
    }

    @Seeds
    void everybody_does_although_the_log_is_trimmed(long seed) {
        requireViews(world(seed, GatewayMode.RULES, server -> new TrimmedGateway(server, seed)));
    }

    private static void requireViews(World world) {
        world.live(120);
        world.settle();

        var everything = shown(ledger(world, (sender, row) -> ('"' + sender + '"').equals(row.get("owner"))));
        for (var device : world.devices()) {
            assertThat(device.isPending()).as(device.name()).isFalse();
            assertThat(World.rows(device)).as(device.name()).isEqualTo(owned(everything, device.name()));
        }
    }

    /** The property must notice what a server could do wrong between the push of one and the pull of another. */
    @ParameterizedTest
    @EnumSource(names = {"NEVER_FORGETS", "SKIPS_DELETES", "LOSES_THE_LAST_DELTA_OF_A_PAGE"})
    void no_planted_fault_goes_unnoticed(FaultyGateway.Fault fault) {
        Planted.requireNoticed(
                seed -> requireViews(world(seed, GatewayMode.RULES, server -> new FaultyGateway(server, fault))));
    }

    /** The fold of all that the server accepted, by a hand that shares nothing with it. */
    private static Ledger ledger(World world, BiPredicate<String, Map<String, String>> mayWrite) {
        var ledger = new Ledger();
        world.pushes()
                .forEach(push -> ledger.addWhere(
                        push.deltas(), (before, after) -> before.map(row -> mayWrite.test(push.clientId(), row))
                                .orElse(true)));
        return ledger;
    }

    private static Map<RowKey, Map<String, JsonValue>> shown(Ledger ledger) {
        var shown = new TreeMap<RowKey, Map<String, JsonValue>>();
        ledger.rows().forEach((key, row) -> {
            var values = new TreeMap<String, JsonValue>();
            row.forEach((column, text) -> values.put(column, new JsonValue(text)));
            shown.put(key, World.full(values));
        });
        return shown;
    }

    private static World world(long seed, GatewayMode mode) {
        return world(seed, mode, server -> server);
    }

    private static World world(long seed, GatewayMode mode, Function<LocalGateway, SyncGateway> between) {
        var fixture = LocalFixture.open();
        fixture.save(GATEWAY, mode);
        fixture.saveSchema(GATEWAY, World.SCHEMA);
        if (mode == GatewayMode.RULES) {
            fixture.saveRules(GATEWAY, World.RULES);
        }
        return new World(seed, between.apply(fixture.gateway()), GATEWAY);
    }

    private static Map<RowKey, Map<String, JsonValue>> owned(Map<RowKey, Map<String, JsonValue>> rows, String name) {
        var owned = new TreeMap<>(rows);
        owned.values().removeIf(row -> !row.get("owner").equals(JsonText.ofString(name)));
        return owned;
    }
}
