package io.lakesync.api.settings;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * All settings of a deployment, valid as a whole. Prints without secrets.
 *
 * @param destination where materialised tables live; empty: in {@code database}
 */
public record Settings(
        DatabaseSettings database,
        Optional<DatabaseSettings> destination,
        TokenSettings tokens,
        HttpSettings http,
        LimitSettings limits,
        PushSettings push,
        PullSettings pull,
        RetentionSettings retention,
        FollowerSettings followers,
        WebhookSettings webhooks,
        ConsoleSettings console) {
    public Settings {
        requireNonNull(database, "database");
        requireNonNull(destination, "destination");
        requireNonNull(tokens, "tokens");
        requireNonNull(http, "http");
        requireNonNull(limits, "limits");
        requireNonNull(push, "push");
        requireNonNull(pull, "pull");
        requireNonNull(retention, "retention");
        requireNonNull(followers, "followers");
        requireNonNull(webhooks, "webhooks");
        requireNonNull(console, "console");
    }

    /**
     * Reads and checks everything. A blank value counts as not set.
     *
     * @param names every name the environment holds; those of others are ignored, unknown ones of ours are refused
     * @param values the text of a key ({@code lakesync.db.url}) or of its environment form ({@code LAKESYNC_DB_URL})
     * @throws InvalidSettingsException naming every problem
     */
    public static Settings read(Set<String> names, Function<String, Optional<String>> values) {
        var known = new Values(values);
        Catalogue.requireKnown(names, known);
        var settings = new Settings(
                DatabaseSettings.read(known),
                DatabaseSettings.readDestination(known),
                TokenSettings.read(known),
                HttpSettings.read(known),
                LimitSettings.read(known),
                PushSettings.read(known),
                PullSettings.read(known),
                RetentionSettings.read(known),
                FollowerSettings.read(known),
                WebhookSettings.read(known),
                ConsoleSettings.read(known));
        known.requireNone();
        return settings;
    }

    /** The reference of all settings, as the Markdown of docs/settings.md. */
    public static String reference() {
        return Reference.markdown();
    }
}
