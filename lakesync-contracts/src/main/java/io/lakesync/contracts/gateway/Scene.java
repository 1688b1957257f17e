package io.lakesync.contracts.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.contracts.GatewayFixture;
import io.lakesync.contracts.replica.Link;
import io.lakesync.contracts.replica.Replica;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fresh open gateway with a table of todos, and people who may use it. */
final class Scene implements BeforeEachCallback, AfterEachCallback {
    static final Set<Capability> CAPABLE = Set.of(Capability.values());
    /** Capable, but its bad deltas are put aside instead of refused. */
    static final Set<Capability> LENIENT = Set.of(Capability.UPSERT, Capability.CURSOR);

    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private static final int PAGE = 100;

    private final Supplier<GatewayFixture> open;
    private GatewayFixture fixture;
    private GatewayId gateway;

    Scene(Supplier<GatewayFixture> open) {
        this.open = open;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        fixture = open.get();
        gateway = freshGateway(GatewayMode.OPEN);
        fixture.saveSchema(gateway, Todos.SCHEMA);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        fixture.close();
    }

    static SyncException assertRefused(SyncFailure failure, ThrowingCallable request) {
        var refused = catchThrowableOfType(SyncException.class, request);
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.failure()).as(refused.getMessage()).isEqualTo(failure);
        return refused;
    }

    GatewayFixture fixture() {
        return fixture;
    }

    GatewayId gateway() {
        return gateway;
    }

    GatewayId freshGateway(GatewayMode mode) {
        var id = new GatewayId("contract-" + UUID.randomUUID());
        fixture.save(id, mode);
        return id;
    }

    /** Everybody sees what is theirs; {@code write} says what they may do with it. */
    void ownersSeeTheirOwn(String write) {
        fixture.saveRules(gateway, Todos.OWNERS_ONLY.formatted(write));
    }

    Client ann() {
        return client("ann", CAPABLE);
    }

    Client ben() {
        return client("ben", CAPABLE);
    }

    Client legacy(String name) {
        return client(name, Set.of());
    }

    /** With a token that names a version of the gateway's schemas. */
    Client legacyOf(String name, String version) {
        return new Client(link(name, gateway, Set.of(), Map.of("schema", List.of(version))));
    }

    Client client(String name, Set<Capability> capabilities) {
        return new Client(link(name, gateway, capabilities, Map.of()));
    }

    Client client(String name, Set<Capability> capabilities, Map<String, List<String>> claims) {
        return new Client(link(name, gateway, capabilities, claims));
    }

    /** The same client, where it stands, with another token. */
    Client renewed(Client client, Map<String, List<String>> claims) {
        var link = client.link();
        return new Client(link.as(caller(link.clientId(), gateway, claims))).from(client.since());
    }

    Client at(GatewayId other, String name) {
        return at(other, name, CAPABLE);
    }

    Client at(GatewayId other, String name, Set<Capability> capabilities) {
        return new Client(link(name, other, capabilities, Map.of()));
    }

    /** With a token of the scene's own gateway at the door of another. */
    Client strangerAt(GatewayId other, String name) {
        return new Client(new Link(fixture.gateway(), caller(name, gateway, Map.of()), other, CAPABLE));
    }

    /** Pushes under one name with the token of another. */
    void pushAs(String tokenOf, String name, Delta delta) {
        fixture.gateway()
                .push(caller(tokenOf, gateway, Map.of()), new PushRequest(gateway, name, List.of(delta), CAPABLE));
    }

    /** A local copy that has pulled everything there is for this person. */
    Replica fullReplica(String name) {
        var replica = new Replica(link(name, gateway, CAPABLE, Map.of()), PAGE);
        replica.pullAll();
        return replica;
    }

    Caller caller(String name, GatewayId id, Map<String, List<String>> more) {
        var claims = new HashMap<>(more);
        claims.put("sub", List.of(name));
        var expiry = fixture.clock().instant().plus(TOKEN_LIFE).truncatedTo(ChronoUnit.SECONDS);
        return new Caller(name, id.value(), Set.of("client"), claims, expiry);
    }

    private Link link(String name, GatewayId id, Set<Capability> capabilities, Map<String, List<String>> claims) {
        return new Link(fixture.gateway(), caller(name, id, claims), id, capabilities);
    }
}
