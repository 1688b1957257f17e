package io.lakesync.engine.log;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.JsonValue;
import java.util.Map;

/**
 * Values that a row once had in the columns that rules name. Kept so that a reader who may have been sent the row under
 * them can be told to forget it.
 *
 * @param endedAt the stamp at which they ended
 */
public record Earlier(Map<String, JsonValue> values, long endedAt) {
    public Earlier {
        requireNonNull(values, "values");
    }
}
