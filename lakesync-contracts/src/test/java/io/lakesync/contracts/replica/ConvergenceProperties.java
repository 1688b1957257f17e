package io.lakesync.contracts.replica;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.function.Function;

class ConvergenceProperties {
    private static final GatewayId GATEWAY = new GatewayId("g");

    @Seeds
    void everybody_ends_with_all_that_arrived(long seed) {
        var world = world(seed, GatewayMode.OPEN);

        world.live(120);
        world.settle();

        var arrived = world.arrived();
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

        var everything = world.audited();
        for (var device : world.devices()) {
            assertThat(device.isPending()).as(device.name()).isFalse();
            assertThat(World.rows(device)).as(device.name()).isEqualTo(owned(everything, device.name()));
        }
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
