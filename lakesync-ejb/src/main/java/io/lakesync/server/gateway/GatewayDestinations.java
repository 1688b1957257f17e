package io.lakesync.server.gateway;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.DeadLetter;
import io.lakesync.api.gateway.Destinations;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.server.follower.DeadLetters;
import io.lakesync.server.follower.Followers;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
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

    @Override
    public List<DeadLetter> deadLetters(Caller caller, GatewayId gateway, int limit) {
        requireAdmin(caller, gateway);
        return letters.list(gateway, limit);
    }

    @Override
    public void replay(Caller caller, GatewayId gateway, String follower, Cursor stamp) {
        requireAdmin(caller, gateway);
        letters.replay(gateway, follower, stamp.stamp());
        followers.nudge();
    }

    private void requireAdmin(Caller caller, GatewayId gateway) {
        GatewayAdministration.requireAdmin(caller, gateway);
        readings.requireThere(gateway);
    }
}
