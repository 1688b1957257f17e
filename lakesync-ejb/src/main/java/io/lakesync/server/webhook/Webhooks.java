package io.lakesync.server.webhook;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.WebhookNote;
import io.lakesync.api.settings.Secret;
import io.lakesync.api.settings.Settings;
import io.lakesync.server.follower.ControlTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The webhooks that administrators named. None can be kept without a key for their secrets. */
@ApplicationScoped
public class Webhooks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7E]{16,200}");
    private static final int URL_CHARS_MAX = 2000;

    @Inject
    ControlTransactions transactions;

    @Inject
    Settings settings;

    @Inject
    InstantSource clock;

    public List<WebhookNote> show(GatewayId gateway) {
        var box = box();
        return box.isEmpty()
                ? List.of()
                : transactions.run(connection -> new WebhookTable(connection, box.get()).show(gateway));
    }

    /** @throws SyncException VALIDATION_ERROR; ACTION_NOT_SUPPORTED when there is no key for secrets */
    public void save(GatewayId gateway, String name, URI url, Secret secret, String savedBy) {
        require(NAME.matcher(name).matches(), "name must be 1 to 60 letters, digits, dots, dashes and underscores");
        require(SECRET.matcher(secret.value()).matches(), "secret must be 16 to 200 visible ASCII characters");
        require(isAddress(url), "url must be an absolute http or https address without user and fragment");
        var box = box().orElseThrow(() -> new SyncException(
                SyncFailure.ACTION_NOT_SUPPORTED, "webhooks need lakesync.webhook.key, which closes up their secrets"));
        var webhook = new Webhook(gateway, name, url, secret);
        transactions.run(connection -> {
            new WebhookTable(connection, box).save(webhook, savedBy, clock.instant());
            return webhook;
        });
    }

    /** @throws SyncException NOT_FOUND */
    public void delete(GatewayId gateway, String name) {
        boolean found = box().isPresent()
                && transactions.run(
                        connection -> new WebhookTable(connection, box().orElseThrow()).delete(gateway, name));
        if (!found) {
            throw new SyncException(SyncFailure.NOT_FOUND, "there is no such webhook");
        }
    }

    /** All of them; none without a key. */
    List<Webhook> list() {
        return box().map(box -> transactions.run(connection -> new WebhookTable(connection, box).list()))
                .orElseGet(List::of);
    }

    private Optional<SecretBox> box() {
        return settings.webhooks().key().map(SecretBox::new);
    }

    private static boolean isAddress(URI url) {
        return url.toString().length() <= URL_CHARS_MAX
                && url.getScheme() != null
                && Set.of("http", "https").contains(url.getScheme())
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new SyncException(SyncFailure.VALIDATION_ERROR, message);
        }
    }
}
