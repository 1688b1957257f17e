package io.lakesync.server.schema;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.GatewayId;

/** A table was registered or has gained columns. Fired inside the transaction, to be heard after its commit. */
public record SchemaSaved(GatewayId gateway) {
    public SchemaSaved {
        requireNonNull(gateway, "gateway");
    }
}
