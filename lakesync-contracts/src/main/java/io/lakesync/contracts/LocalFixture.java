package io.lakesync.contracts;

import io.lakesync.api.codec.RulesCodec;
import io.lakesync.api.codec.SchemaCodec;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Gateways in memory under a clock that stands still. */
public record LocalFixture(LocalGateway gateway, InstantSource clock) implements GatewayFixture {
    public static LocalFixture open() {
        var clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
        return new LocalFixture(new LocalGateway(clock), clock);
    }

    @Override
    public Duration delayMax() {
        return Duration.ZERO;
    }

    @Override
    public void save(GatewayId id, GatewayMode mode) {
        gateway.save(id, mode);
    }

    @Override
    public void saveRules(GatewayId id, String document) {
        gateway.saveRules(id, RulesCodec.read(document.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void saveSchema(GatewayId id, String document) {
        gateway.saveSchema(id, SchemaCodec.read(document.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void raiseBase(GatewayId id, String table, long version) {
        gateway.raiseBase(id, table, version);
    }

    @Override
    public long quarantined(GatewayId id) {
        return gateway.quarantined(id).size();
    }

    @Override
    public void close() {
        // nothing is held but memory
    }
}
