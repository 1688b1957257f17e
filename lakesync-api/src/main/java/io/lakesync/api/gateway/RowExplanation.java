package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.Hlc;
import java.util.List;
import java.util.Optional;

/**
 * Why a row is visible to some claims or hidden from them, and which deltas made it what it is. Names values and claims:
 * for operators only.
 *
 * @param rulesVersion the version that decided; 0 when none are stored and the mode of the gateway decides
 * @param stamp of the latest entry that changed the row; {@link Cursor#BEGINNING} when it was never written
 * @param isAlive whether the row exists; of a dead one the last image is judged, as for who is told of its end
 * @param sentence the whole story in words
 * @param buckets every bucket of the rules, in their order
 * @param existence who wrote the newest INSERT or UPDATE
 * @param tombstone who wrote the newest DELETE
 */
public record RowExplanation(
        RowKey row,
        long rulesVersion,
        Cursor stamp,
        boolean isAlive,
        boolean isVisible,
        String sentence,
        List<Bucket> buckets,
        List<Column> columns,
        Optional<Origin> existence,
        Optional<Origin> tombstone) {
    public RowExplanation {
        requireNonNull(row, "row");
        requireNonNull(stamp, "stamp");
        requireNonNull(sentence, "sentence");
        buckets = List.copyOf(buckets);
        columns = List.copyOf(columns);
        requireNonNull(existence, "existence");
        requireNonNull(tombstone, "tombstone");
    }

    /** The delta that a part of the row comes from. */
    public record Origin(Hlc hlc, String clientId) {
        public Origin {
            requireNonNull(hlc, "hlc");
            requireNonNull(clientId, "clientId");
        }
    }

    /** @param isHidden whether a DELETE is newer */
    public record Column(String name, JsonValue value, Origin origin, boolean isHidden) {
        public Column {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
            requireNonNull(origin, "origin");
        }
    }

    /**
     * What one bucket says.
     *
     * @param covers whether the table is one of the bucket's
     * @param filters empty when it is not
     */
    public record Bucket(String name, boolean covers, boolean letsThrough, List<Filter> filters) {
        public Bucket {
            requireNonNull(name, "name");
            filters = List.copyOf(filters);
        }
    }

    /**
     * What one filter says.
     *
     * @param operands what the row's value was compared with; empty for the null test and where the claim is missing
     * @param value what the row holds; empty when it has no such column
     */
    public record Filter(String column, String op, List<String> operands, Optional<JsonValue> value, boolean passed) {
        public Filter {
            requireNonNull(column, "column");
            requireNonNull(op, "op");
            operands = List.copyOf(operands);
            requireNonNull(value, "value");
        }
    }
}
