package io.lakesync.server.push;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.push.PushTerms;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.DeltasLogged;
import io.lakesync.server.log.Head;
import io.lakesync.server.log.LogDatabase;
import io.lakesync.server.quarantine.Quarantine;
import io.lakesync.server.rules.Rules;
import io.lakesync.server.schema.Schemas;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** One push, one transaction. Public because the container wants it. */
@Stateless
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

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Pushed commit(Caller caller, PushRequest push) {
        return database.with(connection -> {
            var outcome = new PushAttempt(new DeltaLog(connection), this::terms).run(caller, push);
            quarantine.hold(push.gateway(), outcome.plan().held());
            logged.fire(new DeltasLogged(push.gateway(), outcome.stamp()));
            return outcome;
        });
    }

    private PushTerms terms(GatewayId gateway, Head head) {
        return new PushTerms(
                head.nextStamp(),
                rules.compiled(gateway, head.rulesVersion(), head.schemaVersion(), head.mode()),
                schemas.at(gateway, head.schemaVersion()),
                settings.push().rowStateMax());
    }
}
