package io.lakesync.server.push;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.push.DeltaIdCheck;
import io.lakesync.engine.push.GroupMember;
import io.lakesync.engine.push.PushChecks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The way of a push: checked without the log, then committed in a group. */
@ApplicationScoped
public class Push {
    @Inject
    Settings settings;

    @Inject
    LegacyPushes legacy;

    @Inject
    PushGroups groups;

    @Inject
    PushMeters meters;

    /** Before a push is read. */
    public void requireRoom(GatewayId gateway) {
        groups.requireRoom(gateway);
    }

    /** Outside of any transaction; when it returns, the push is durable. */
    public PushResult accept(Caller caller, PushRequest push) {
        requireRoom(push.gateway());
        PushChecks.requireWellFormed(caller.subject(), push, settings.push().deltasMax());
        var identified = DeltaIdCheck.identify(push);
        var proved = push.capabilities().contains(Capability.CURSOR) ? Cursor.BEGINNING : legacy.requirePulled(push);
        var outcome = groups.take(new GroupMember(caller, identified.push()));
        var cursor = push.capabilities().contains(Capability.CURSOR) ? Cursor.at(outcome.stamp()) : proved;
        meters.pushed(outcome.plan(), identified.replaced());
        return new PushResult(cursor, push.deltas().size(), outcome.rulesVersion());
    }
}
