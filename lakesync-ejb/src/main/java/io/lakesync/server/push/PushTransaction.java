package io.lakesync.server.push;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.push.GroupMember;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.DeltasLogged;
import io.lakesync.server.log.HeadMoved;
import io.lakesync.server.log.LogDatabase;
import io.lakesync.server.quarantine.Quarantine;
import io.lakesync.server.rules.TermsInForce;
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
    TermsInForce terms;

    @Inject
    Quarantine quarantine;

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
                var outcome = new PushAttempt(new DeltaLog(connection), terms::at).run(gateway, group);
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
}
