package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;

import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.engine.rules.View;
import java.util.Map;

/**
 * What a reader may see.
 *
 * @param present the name of its view under what is in force
 * @param views makes that view and those that it was served under
 */
public record Sight(ViewName present, Views views) {
    public Sight {
        requireNonNull(present, "present");
        requireNonNull(views, "views");
    }

    View of(ViewName name) {
        return name.isCleared() ? CompiledRules.nothing().view(Map.of()) : views.of(name);
    }
}
