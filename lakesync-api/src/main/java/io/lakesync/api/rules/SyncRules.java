package io.lakesync.api.rules;

import java.util.List;

/**
 * A set of buckets; a row is visible when any bucket matches. No bucket, nothing visible.
 *
 * @param version the number in the document, kept as data; the version in force is a counter of the server
 */
public record SyncRules(long version, List<Bucket> buckets) {
    public SyncRules {
        buckets = List.copyOf(buckets);
    }
}
