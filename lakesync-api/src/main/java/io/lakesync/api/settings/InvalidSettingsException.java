package io.lakesync.api.settings;

import java.util.List;

/** The deployment must not start. The message is one line with all problems; it holds no secret. */
public final class InvalidSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidSettingsException(List<String> problems) {
        super("invalid settings: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each problem. */
    public List<String> problems() {
        return problems == null ? List.of() : problems;
    }
}
