package io.lakesync.server.log;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.GatewayId;

/** The log of a gateway has grown, or what it is judged by has changed. Fired inside the transaction, heard after its commit. */
public record DeltasLogged(GatewayId gateway, long head) {
    public DeltasLogged {
        requireNonNull(gateway, "gateway");
    }
}
