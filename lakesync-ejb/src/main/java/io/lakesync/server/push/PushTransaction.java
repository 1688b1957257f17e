package io.lakesync.server.push;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.push.GroupMember;
import io.lakesync.engine.push.PushTerms;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.DeltasLogged;
import io.lakesync.server.log.Head;
import io.lakesync.server.log.HeadMoved;
import io.lakesync.server.log.LogDatabase;
import io.lakesync.server.quarantine.Quarantine;
import io.lakesync.server.rules.Rules;
import io.lakesync.server.schema.Schemas;
import io.lakesync.server.settings.ReleasedConnection;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.List;

/** One group of pushes, one transaction. Public because the container wants it. */
@Stateless
@Interceptors(ReleasedConnection.class)
public class PushTransaction {
    @Inject
    LogDatabase database;

    @Inject
    Rules rules;

    @Inject
    Schemas schemas;

    @Inject
    Quarantine quarantine;

    @Inject
    Settings settings;

    @Inject
    Event<DeltasLogged> logged;

    /**
     * @throws HeadMoved when somebody else appended meanwhile
     * @throws GroupFailed when it failed otherwise; any other exception leaves the outcome unknown
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public GroupOutcome commit(GatewayId gateway, List<GroupMember> group) {
        try {
            return database.with(connection -> {
                var outcome = new PushAttempt(new DeltaLog(connection), this::terms).run(gateway, group);
                quarantine.hold(gateway, outcome.plan().whole().held());
                if (outcome.hasAccepted()) {
                    // also when all was absorbed: the event of the first time may be lost with its answer
                    logged.fire(new DeltasLogged(gateway, outcome.head()));
                }
                return outcome;
            });
        } catch (HeadMoved moved) {
            throw moved;
        } catch (RuntimeException failure) {
            throw new GroupFailed(failure);
        }
    }

    private PushTerms terms(GatewayId gateway, Head head) {
        return new PushTerms(
                head.stamp(),
                head.clockMillis(),
                rules.compiled(gateway, head.rulesVersion(), head.schemaVersion(), head.mode()),
                schemas.at(gateway, head.schemaVersion()),
                settings.push().rowStateMax());
    }
}
