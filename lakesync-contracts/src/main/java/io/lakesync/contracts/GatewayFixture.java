package io.lakesync.contracts;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.SyncGateway;
import java.time.Duration;
import java.time.InstantSource;

/** A server as a suite needs it: the door for clients, and how the scene behind it is set. */
public interface GatewayFixture extends AutoCloseable {
    SyncGateway gateway();

    /** The clock that drift is measured by. */
    InstantSource clock();

    /** How much time may pass by that clock between a look at it and the server's; zero when it stands still. */
    Duration delayMax();

    /** Creates a gateway, or changes its mode. */
    void save(GatewayId gateway, GatewayMode mode);

    void saveRules(GatewayId gateway, String document);

    void saveSchema(GatewayId gateway, String document);

    /** Lets legacy clients know a version of a table; versions count what was saved of schemas in the gateway. */
    void raiseBase(GatewayId gateway, String table, long version);

    /** How many deltas are in quarantine. */
    long quarantined(GatewayId gateway);

    @Override
    void close();
}
