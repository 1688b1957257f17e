package io.lakesync.server.gateway;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.DeadLetter;
import io.lakesync.api.gateway.Destinations;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.WebhookNote;
import io.lakesync.api.settings.Secret;
import io.lakesync.server.follower.DeadLetters;
import io.lakesync.server.follower.Followers;
import io.lakesync.server.webhook.Webhooks;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.net.URI;
import java.util.List;

/** The destinations in the container: the second door for operators. */
@Stateless
@Local(Destinations.class)
@Interceptors(Outage.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GatewayDestinations implements Destinations {
    @Inject
    GatewayReadings readings;

    @Inject
    DeadLetters letters;

    @Inject
    Followers followers;

    @Inject
    Webhooks webhooks;

    @Override
    public List<DeadLetter> deadLetters(Caller caller, GatewayId gateway, int limit) {
        requireAdmin(caller, gateway);
        return letters.list(gateway, limit);
    }

    @Override
    public void replay(Caller caller, GatewayId gateway, String follower, Cursor stamp) {
        requireAdmin(caller, gateway);
        letters.replay(gateway, follower, stamp.stamp());
        followers.nudge(gateway);
    }

    @Override
    public List<WebhookNote> webhooks(Caller caller, GatewayId gateway) {
        requireAdmin(caller, gateway);
        return webhooks.show(gateway);
    }

    @Override
    public void saveWebhook(Caller caller, GatewayId gateway, String name, URI url, Secret secret) {
        requireAdmin(caller, gateway);
        webhooks.save(gateway, name, url, secret, caller.subject());
    }

    @Override
    public void deleteWebhook(Caller caller, GatewayId gateway, String name) {
        requireAdmin(caller, gateway);
        webhooks.delete(gateway, name);
    }

    private void requireAdmin(Caller caller, GatewayId gateway) {
        GatewayAdministration.requireAdmin(caller, gateway);
        readings.requireThere(gateway);
    }
}
