package io.lakesync.engine.push;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.rules.CompiledRules;
import java.util.Map;

/**
 * What a push is judged by, as read together with the head.
 *
 * @param nextStamp the stamp of the first entry that the push appends
 * @param schemas by the table that deltas name
 * @param rowBytesMax how large a row state may grow
 */
public record PushTerms(long nextStamp, CompiledRules rules, Map<String, TableSchema> schemas, long rowBytesMax) {
    /** Distance of two stamps: the lowest bit belongs to the cursors. */
    public static final int STAMP_STEP = 2;

    public PushTerms {
        requireNonNull(rules, "rules");
        schemas = Map.copyOf(schemas);
    }
}
