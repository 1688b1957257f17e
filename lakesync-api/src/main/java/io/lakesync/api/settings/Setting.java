package io.lakesync.api.settings;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * One entry of the catalogue.
 *
 * @param fallback the text that holds when nothing is set; "" for an optional setting
 * @param meaning one phrase for the reference
 */
public record Setting<T>(String key, Form<T> form, String fallback, String meaning) {
    public Setting {
        requireNonNull(key, "key");
        requireNonNull(form, "form");
        requireNonNull(fallback, "fallback");
        requireNonNull(meaning, "meaning");
    }

    /** The environment variable, by MicroProfile's rule. */
    public String environmentName() {
        return environmentName(key);
    }

    static String environmentName(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
