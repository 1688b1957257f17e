package io.lakesync.server.webhook;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Settings;
import io.lakesync.server.clock.Steady;
import io.lakesync.server.follower.CursorTable;
import io.lakesync.server.follower.Dialects;
import io.lakesync.server.follower.Follower;
import io.lakesync.server.follower.FollowerSource;
import io.lakesync.server.follower.HistoryTransactions;
import io.lakesync.server.follower.Lookout;
import io.lakesync.server.settings.Databases;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import javax.sql.DataSource;

/** One follower for every webhook. Safe for use by many threads. */
@ApplicationScoped
public class WebhookFollowers implements FollowerSource {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Resource(lookup = Databases.LOG)
    DataSource source;

    @Resource
    ManagedScheduledExecutorService clockwork;

    @Inject
    Webhooks webhooks;

    @Inject
    HistoryTransactions log;

    @Inject
    Settings settings;

    @Inject
    InstantSource clock;

    @Inject
    @Steady
    InstantSource steady;

    private final Map<Key, WebhookFollower> followers = new HashMap<>();
    private final Dialects dialects = Dialects.load();
    private final Lookout lookout = new Lookout(Duration.ofSeconds(1));

    private record Key(GatewayId gateway, String name) {}

    @Override
    public synchronized List<Follower<?>> present() {
        lookout.ask(steady.instant(), this::look);
        return List.copyOf(followers.values());
    }

    private void look() {
        var wanted = new HashMap<Key, Webhook>();
        webhooks.list().forEach(webhook -> wanted.put(new Key(webhook.gateway(), webhook.name()), webhook));
        followers.keySet().retainAll(wanted.keySet());
        wanted.forEach((key, webhook) ->
                followers.computeIfAbsent(key, k -> follower(webhook)).become(webhook));
    }

    private WebhookFollower follower(Webhook webhook) {
        var guard = new AddressGuard(settings.webhooks().allowedHosts(), InetAddress::getAllByName);
        var post = new Post((SSLSocketFactory) SSLSocketFactory.getDefault(), clockwork, TIMEOUT);
        var row = new CursorTable(webhook.gateway(), webhook.follower());
        return new WebhookFollower(
                webhook, log::after, new Delivery(guard, post, clock), new WebhookCursor(source, dialects, row, clock));
    }
}
