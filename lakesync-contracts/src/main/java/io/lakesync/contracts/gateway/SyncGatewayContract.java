package io.lakesync.contracts.gateway;

import io.lakesync.contracts.GatewayFixture;
import org.junit.jupiter.api.Nested;

/** What every gateway promises, wherever it runs. An implementation adds nothing but {@link #open}. */
public abstract class SyncGatewayContract {
    /** A server to try; asked for anew by every test, which makes gateways of its own on it. */
    protected abstract GatewayFixture open();

    @Nested
    class Pushing extends PushPromises {
        Pushing() {
            super(SyncGatewayContract.this::open);
        }
    }

    @Nested
    class Merging extends MergePromises {
        Merging() {
            super(SyncGatewayContract.this::open);
        }
    }

    @Nested
    class Refusing extends RefusalPromises {
        Refusing() {
            super(SyncGatewayContract.this::open);
        }
    }

    @Nested
    class Quarantining extends QuarantinePromises {
        Quarantining() {
            super(SyncGatewayContract.this::open);
        }
    }

    @Nested
    class Hiding extends RulesPromises {
        Hiding() {
            super(SyncGatewayContract.this::open);
        }
    }

    @Nested
    class ChangingViews extends VisibilityPromises {
        ChangingViews() {
            super(SyncGatewayContract.this::open);
        }
    }

    @Nested
    class InSnapshots extends SnapshotPromises {
        InSnapshots() {
            super(SyncGatewayContract.this::open);
        }
    }

    @Nested
    class InTheLog extends LogPromises {
        InTheLog() {
            super(SyncGatewayContract.this::open);
        }
    }

    @Nested
    class ForLegacyClients extends LegacyPromises {
        ForLegacyClients() {
            super(SyncGatewayContract.this::open);
        }
    }

    @Nested
    class ForWhoStartsAgain extends RestartPromises {
        ForWhoStartsAgain() {
            super(SyncGatewayContract.this::open);
        }
    }

    @Nested
    class Streaming extends StreamPromises {
        Streaming() {
            super(SyncGatewayContract.this::open);
        }
    }

    @Nested
    class InTheEnd extends ConvergencePromises {
        InTheEnd() {
            super(SyncGatewayContract.this::open);
        }
    }
}
