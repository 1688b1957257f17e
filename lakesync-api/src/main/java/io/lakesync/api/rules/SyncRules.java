package io.lakesync.api.rules;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A set of buckets; a row is visible when any bucket matches. No bucket, nothing visible.
 *
 * @param version the number in the document, kept as data; the version in force is a counter of the server
 */
public record SyncRules(long version, List<Bucket> buckets) {
    /** Stands for every table, also those to come. */
    public static final String EVERY_TABLE = "*";

    public SyncRules {
        buckets = List.copyOf(buckets);
    }

    /** The tables that rows may be seen of, in order; only {@link #EVERY_TABLE} when a bucket names none. */
    public SortedSet<String> tables() {
        var tables = new TreeSet<String>();
        for (var bucket : buckets) {
            if (bucket.tables().isEmpty()) {
                return new TreeSet<>(Set.of(EVERY_TABLE));
            }
            tables.addAll(bucket.tables());
        }
        return tables;
    }
}
