package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.schema.TableSchema;
import java.util.List;

/**
 * A table of a gateway. Its versions are those of the gateway's schemas at which it was registered or gained columns.
 *
 * @param schema as it is now
 * @param versions ascending, never empty
 * @param base the version whose columns existing clients are sent, unless their token names a later one
 */
public record RegisteredTable(TableSchema schema, List<Long> versions, long base) {
    public RegisteredTable {
        requireNonNull(schema, "schema");
        versions = List.copyOf(versions);
    }

    /** The name that deltas use. */
    public String name() {
        return schema.deltaTable();
    }

    public long newest() {
        return versions.get(versions.size() - 1);
    }

    /** The versions that the base can be raised to. */
    public List<Long> afterBase() {
        return versions.stream().filter(version -> version > base).toList();
    }
}
