package io.lakesync.it.gateway;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.client.HttpAdministration;
import io.lakesync.client.HttpGateway;
import io.lakesync.client.Tokens;
import io.lakesync.contracts.GatewayFixture;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A running server behind the client library; both read the clock of this machine. */
record HttpFixture(HttpGateway gateway, URI server, Tokens tokens) implements GatewayFixture {
    static HttpFixture of(URI server, String secret) {
        var tokens = new Tokens(secret, Duration.ofHours(1), InstantSource.system());
        return new HttpFixture(new HttpGateway(server, tokens::of), server, tokens);
    }

    @Override
    public InstantSource clock() {
        return tokens.clock();
    }

    /** A request may wait long on a busy machine. */
    @Override
    public Duration delayMax() {
        return Duration.ofMinutes(2);
    }

    @Override
    public void save(GatewayId id, GatewayMode mode) {
        administration(id).save(id, mode);
    }

    @Override
    public void saveRules(GatewayId id, String document) {
        administration(id).saveRules(id, document);
    }

    @Override
    public void saveSchema(GatewayId id, String document) {
        administration(id).saveSchema(id, document);
    }

    @Override
    public void raiseBase(GatewayId id, String table, long version) {
        administration(id).raiseBase(id, table, version);
    }

    @Override
    public long quarantined(GatewayId id) {
        var own = Pattern.compile("\"id\":\"" + Pattern.quote(id.value()) + "\"[^{}]*?\"quarantined\":([0-9]+)")
                .matcher(administration(id).gateways());
        if (!own.find()) {
            throw new AssertionError("gateway %s is not listed".formatted(id));
        }
        return Long.parseLong(own.group(1));
    }

    @Override
    public void close() {
        gateway.close();
    }

    private HttpAdministration administration(GatewayId id) {
        var operator = new Caller("operator", id.value(), Set.of(Caller.ADMIN), Map.of(), Instant.MAX);
        return new HttpAdministration(server, operator, tokens::of);
    }
}
