package io.lakesync.it.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.contracts.replica.Link;
import io.lakesync.contracts.replica.World;
import io.lakesync.it.materialise.Patience;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A log that keeps entries for a second only: whoever pauses comes back below the horizon. */
class RetentionIT {
    private static final GatewayId GATEWAY = new GatewayId("short-lived");
    private static final Map<String, String> SETTINGS =
            Map.of("LAKESYNC_RETENTION", "1 s", "LAKESYNC_FLUSH_GATEWAYS", "*", "LAKESYNC_FOLLOWER_LEASE", "2 s");
    private static final int YEARS = 3;
    private static final int STEPS = 50;

    @ParameterizedTest
    @MethodSource("io.lakesync.it.server.ServerKind#wanted")
    void whoever_comes_back_after_the_log_was_trimmed_ends_with_exactly_their_view_and_what_is_sent_again_is_absorbed(
            ServerKind kind) throws Exception {
        var database = kind == ServerKind.WILDFLY ? Database.H2 : Database.POSTGRESQL;
        try (var own = OwnServer.start(kind, database, SETTINGS);
                var fixture =
                        HttpFixture.of(own.server().baseUri(), own.server().secret())) {
            fixture.save(GATEWAY, GatewayMode.RULES);
            fixture.saveSchema(GATEWAY, World.SCHEMA);
            fixture.saveRules(GATEWAY, World.RULES);
            var first = new Delta(
                    DeltaOp.INSERT,
                    new RowKey("todos", "first"),
                    "eve",
                    List.of(new ColumnValue("owner", JsonText.ofString("eve"))),
                    Hlc.of(1, 0),
                    "");
            push(fixture, first);
            var world = new World(Long.getLong("seed", 42), fixture.gateway(), GATEWAY);
            for (int year = 0; year < YEARS; year++) {
                world.live(STEPS);
                awaitTrimmed(own.server());
            }
            world.settle();

            requireViews(world);
            var auditors =
                    List.of(auditor(fixture, "fay", Set.of(Capability.values())), auditor(fixture, "gus", Set.of()));
            var reached = auditors.stream().map(RetentionIT::showFirst).toList();
            requireAbsorbed(own, fixture, first);
            for (int i = 0; i < auditors.size(); i++) {
                requireForgotten(auditors.get(i), reached.get(i));
            }
            assertThat(number(own.server(), "SELECT COUNT(*) FROM lakesync.lakesync_gap WHERE gateway = ?"))
                    .isZero();
        }
    }

    /** Sent again after its entry is gone and the server has started anew. */
    private static void requireAbsorbed(OwnServer own, HttpFixture fixture, Delta first) throws InterruptedException {
        awaitTrimmed(own.server());
        long head = number(own.server(), "SELECT head FROM lakesync.gateway WHERE id = ?");
        own.restart();
        push(fixture, first);
        assertThat(number(own.server(), "SELECT head FROM lakesync.gateway WHERE id = ?"))
                .isEqualTo(head);
    }

    /** Who is shown everything, for the time being. */
    private static Link auditor(HttpFixture fixture, String name, Set<Capability> capabilities) {
        return new Link(fixture.gateway(), caller(name, Map.of("audit", List.of("nobody"))), GATEWAY, capabilities);
    }

    private static Cursor showFirst(Link auditor) {
        var page = auditor.pull(Cursor.BEGINNING, 1000);
        assertThat(page.deltas()).extracting(delta -> delta.row().rowId()).contains("first");
        return page.cursor();
    }

    /** What a client was shown is known after the server has started anew. */
    private static void requireForgotten(Link auditor, Cursor reached) {
        var page = auditor.as(caller(auditor.clientId(), Map.of())).pull(reached, 1000);
        assertThat(page.deltas())
                .filteredOn(Delta::isForget)
                .extracting(delta -> delta.row().rowId())
                .contains("first");
    }

    private static void push(HttpFixture fixture, Delta delta) {
        var identified = delta.withDeltaId(DeltaIds.of(delta));
        fixture.gateway()
                .push(
                        caller("eve", Map.of()),
                        new PushRequest(GATEWAY, "eve", List.of(identified), Set.of(Capability.values())));
    }

    private static Caller caller(String name, Map<String, List<String>> more) {
        var claims = new HashMap<>(more);
        claims.put("sub", List.of(name));
        return new Caller(name, GATEWAY.value(), Set.of("client"), claims, Instant.MAX);
    }

    private static void requireViews(World world) {
        var everything = world.audited();
        for (var device : world.devices()) {
            var owned = new TreeMap<>(everything);
            owned.values().removeIf(row -> !row.get("owner").equals(JsonText.ofString(device.name())));
            assertThat(device.isPending()).as(device.name()).isFalse();
            assertThat(World.rows(device)).as(device.name()).isEqualTo(owned);
        }
    }

    private static void awaitTrimmed(DeployedServer server) throws InterruptedException {
        Patience.until(
                () -> number(server, "SELECT COUNT(*) FROM lakesync.log_block WHERE gateway = ?") == 0,
                () -> number(server, "SELECT entries_total FROM lakesync.gateway WHERE id = ?") + " entries");
    }

    private static long number(DeployedServer server, String query) {
        try (var connection = server.connect();
                var read = connection.prepareStatement(query)) {
            read.setString(1, GATEWAY.value());
            try (var found = read.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
