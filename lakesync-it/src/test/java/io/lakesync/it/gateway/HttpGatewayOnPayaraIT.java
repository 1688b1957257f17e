package io.lakesync.it.gateway;

import io.lakesync.contracts.GatewayFixture;
import io.lakesync.contracts.gateway.SyncGatewayContract;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.OneServer;
import io.lakesync.it.server.ServerKind;
import org.junit.jupiter.api.extension.RegisterExtension;

class HttpGatewayOnPayaraIT extends SyncGatewayContract {
    @RegisterExtension
    static final OneServer SERVER = new OneServer(ServerKind.PAYARA, Database.POSTGRESQL);

    @Override
    protected GatewayFixture open() {
        return HttpFixture.of(SERVER.server().baseUri(), SERVER.server().secret());
    }
}
