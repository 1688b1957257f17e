package io.lakesync.api.settings;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether there are webhooks, and where they may reach.
 *
 * @param key closes up their secrets at rest; without it there are no webhooks
 * @param allowedHosts in lower case; may be reached although their addresses are not public
 */
public record WebhookSettings(Optional<Secret> key, List<String> allowedHosts) {
    private static final int KEY_CHARS_MIN = 32;

    static final Setting<Optional<Secret>> KEY = new Setting<>(
            "lakesync.webhook.key",
            Form.SECRET.optional(),
            "",
            "closes up the secrets of webhooks, 32 characters or more; absent: no webhooks");
    static final Setting<List<String>> ALLOWED_HOSTS = new Setting<>(
            "lakesync.webhook.allowed-hosts",
            Form.LIST,
            "",
            "hosts that webhooks may reach although their addresses are not public");

    public WebhookSettings {
        requireNonNull(key, "key");
        allowedHosts =
                allowedHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    static List<Setting<?>> catalogue() {
        return List.of(KEY, ALLOWED_HOSTS);
    }

    static WebhookSettings read(Values values) {
        var key = values.of(KEY);
        values.require(
                key.filter(k -> k.value().length() < KEY_CHARS_MIN).isEmpty(),
                "lakesync.webhook.key must have %d characters or more".formatted(KEY_CHARS_MIN));
        return new WebhookSettings(key, values.of(ALLOWED_HOSTS));
    }
}
