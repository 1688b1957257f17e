package io.lakesync.api.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads settings one by one and keeps every problem, so that an operator learns of all at once. */
final class Values {
    private final Function<String, Optional<String>> texts;
    private final List<String> problems = new ArrayList<>();

    Values(Function<String, Optional<String>> texts) {
        this.texts = texts;
    }

    /** The value, or the default when nothing is set or what is set is a problem. */
    <T> T of(Setting<T> setting) {
        var text = find(setting);
        try {
            return setting.form().parse().apply(text.orElse(setting.fallback()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            var shown = setting.form().secret() ? "" : ", was \"%s\"".formatted(text.orElse(""));
            problems.add(
                    "%s must be %s%s".formatted(setting.key(), setting.form().description(), shown));
            return setting.form().parse().apply(setting.fallback());
        }
    }

    void require(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    void requireNone() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private Optional<String> find(Setting<?> setting) {
        return texts.apply(setting.key())
                .or(() -> texts.apply(setting.environmentName()))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
