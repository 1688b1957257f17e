package io.lakesync.server.rules;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.push.PushTerms;
import io.lakesync.server.log.Head;
import io.lakesync.server.schema.Schemas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What a push is judged by: rules and schemas at a head of the log. Read in the running transaction. */
@ApplicationScoped
public class TermsInForce {
    @Inject
    Rules rules;

    @Inject
    Schemas schemas;

    @Inject
    Settings settings;

    public PushTerms at(GatewayId gateway, Head head) {
        return new PushTerms(
                head.stamp(),
                head.clockMillis(),
                rules.compiled(gateway, head.rulesVersion(), head.schemaVersion(), head.mode()),
                schemas.at(gateway, head.schemaVersion()),
                settings.push().rowStateMax());
    }
}
