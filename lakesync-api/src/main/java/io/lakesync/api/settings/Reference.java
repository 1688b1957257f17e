package io.lakesync.api.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The page of the documentation that lists all settings. */
final class Reference {
    private static final String INTRODUCTION =
            """
            # Settings

            Set by system property or environment variable, through MicroProfile Config. Everything is checked when the server starts;
            an unknown key under `lakesync.` or an invalid value keeps it from starting, with one line that names every problem. A blank
            value counts as not set. Secrets are never printed.

            Sizes are bytes or take `KiB`, `MiB`, `GiB`; durations take `ms`, `s`, `m`, `h`, `d`.
            """;

    private Reference() {}

    static String markdown() {
        return Catalogue.byConcern().entrySet().stream()
                .map(concern -> "\n## %s\n\n%s".formatted(concern.getKey(), table(concern.getValue())))
                .collect(Collectors.joining("", INTRODUCTION, ""));
    }

    private static String table(List<Setting<?>> settings) {
        return settings.stream()
                .map(Reference::line)
                .collect(Collectors.joining(
                        "\n", "| key | environment | default | form | meaning |\n|---|---|---|---|---|\n", "\n"));
    }

    private static String line(Setting<?> setting) {
        var fallback = setting.fallback().isEmpty() ? "–" : "`" + setting.fallback() + "`";
        return "| `%s` | `%s` | %s | %s | %s |"
                .formatted(
                        setting.key(),
                        setting.environmentName(),
                        fallback,
                        setting.form().description(),
                        setting.meaning());
    }
}
