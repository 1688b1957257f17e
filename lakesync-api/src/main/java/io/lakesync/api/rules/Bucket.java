package io.lakesync.api.rules;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Rows of some tables that pass all filters.
 *
 * @param tables the tables as deltas name them; empty means every table
 */
public record Bucket(String name, List<String> tables, List<Filter> filters, WriteLevel write) {
    public Bucket {
        requireNonNull(name, "name");
        requireNonNull(write, "write");
        tables = List.copyOf(tables);
        filters = List.copyOf(filters);
    }
}
