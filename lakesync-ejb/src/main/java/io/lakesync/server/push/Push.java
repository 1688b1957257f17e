package io.lakesync.server.push;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.push.DeltaIdCheck;
import io.lakesync.engine.push.DeltaIdCheck.Identified;
import io.lakesync.engine.push.PushChecks;
import io.lakesync.server.log.HeadMoved;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The way of a push: checked without the log, its turn taken, tried until the head holds still. */
@ApplicationScoped
public class Push {
    private static final int LOSSES_MAX = 8;

    @Inject
    Settings settings;

    @Inject
    LegacyPushes legacy;

    @Inject
    PushTurns turns;

    @Inject
    PushTransaction transaction;

    @Inject
    PushMeters meters;

    /** Outside of any transaction; when it returns, the push is durable. */
    public PushResult accept(Caller caller, PushRequest push) {
        PushChecks.requireWellFormed(caller.subject(), push, settings.push().deltasMax());
        var identified = DeltaIdCheck.identify(push);
        var proved = push.capabilities().contains(Capability.CURSOR) ? Cursor.BEGINNING : legacy.requirePulled(push);
        var outcome = turns.take(push.gateway(), () -> commit(caller, identified));
        var cursor = push.capabilities().contains(Capability.CURSOR) ? Cursor.at(outcome.stamp()) : proved;
        meters.pushed(outcome.plan(), identified.replaced());
        return new PushResult(cursor, push.deltas().size(), outcome.rulesVersion());
    }

    private Pushed commit(Caller caller, Identified identified) {
        for (int losses = 0; losses < LOSSES_MAX; losses++) {
            try {
                return transaction.commit(caller, identified.push());
            } catch (HeadMoved lost) {
                meters.lost();
            } catch (EJBException unknown) {
                throw new SyncException(
                        SyncFailure.UNAVAILABLE, "the outcome of the commit is unknown; push again", unknown);
            }
        }
        throw new SyncException(SyncFailure.UNAVAILABLE, "the head moved %d times; push again".formatted(LOSSES_MAX));
    }
}
