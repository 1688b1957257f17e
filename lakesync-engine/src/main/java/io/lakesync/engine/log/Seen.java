package io.lakesync.engine.log;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * A row as rules saw it: the values of the columns that the rules in force name. Empty when the row did not exist.
 *
 * @param before at the moment before a delta
 * @param after at the moment after it
 */
public record Seen(Optional<Map<String, JsonValue>> before, Optional<Map<String, JsonValue>> after) {
    public Seen {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
    }
}
