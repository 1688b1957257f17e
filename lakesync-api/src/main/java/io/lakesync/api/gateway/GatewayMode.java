package io.lakesync.api.gateway;

import java.util.Locale;

/** What holds while a gateway has no sync rules; stored rules always apply. */
public enum GatewayMode {
    /** Nothing is visible and nothing can be pushed until rules are saved. */
    RULES,
    /** Everything is visible to every caller of the gateway. */
    OPEN;

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
