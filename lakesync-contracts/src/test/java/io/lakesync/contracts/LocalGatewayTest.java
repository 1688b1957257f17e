package io.lakesync.contracts;

import io.lakesync.contracts.gateway.SyncGatewayContract;

class LocalGatewayTest extends SyncGatewayContract {
    @Override
    protected GatewayFixture open() {
        return LocalFixture.open();
    }
}
