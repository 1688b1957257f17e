package io.lakesync.engine.push;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.rules.CompiledRules;
import java.util.Map;

/**
 * What a push is judged by, as read together with the head.
 *
 * @param head the newest stamp
 * @param clockMillis the database's clock
 * @param rules {@link CompiledRules#nothing()} when none were ever saved and the gateway is not open
 * @param schemas by the table that deltas name
 * @param rowBytesMax how large a row state may grow
 */
public record PushTerms(
        long head, long clockMillis, CompiledRules rules, Map<String, TableSchema> schemas, long rowBytesMax) {
    /** Distance of two stamps: the lowest bit belongs to the cursors. */
    public static final int STAMP_STEP = 2;

    private static final int COUNTER_BITS = 16;

    public PushTerms {
        requireNonNull(rules, "rules");
        schemas = Map.copyOf(schemas);
    }

    /** The stamp of the first entry that the push appends. */
    public long nextStamp() {
        return nextStamp(head, clockMillis);
    }

    /** The stamp after a head: never behind the clock, lowest bit clear. */
    public static long nextStamp(long head, long clockMillis) {
        return Math.max(head + STAMP_STEP, clockMillis << COUNTER_BITS);
    }

    boolean areRulesMissing() {
        return rules.equals(CompiledRules.nothing());
    }

    /** The same for a push that follows entries up to {@code stamp}. */
    PushTerms after(long stamp) {
        return new PushTerms(stamp, clockMillis, rules, schemas, rowBytesMax);
    }
}
