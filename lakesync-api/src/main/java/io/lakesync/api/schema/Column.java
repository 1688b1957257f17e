package io.lakesync.api.schema;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** One declared column. */
public record Column(Identifier name, ColumnType type, Optional<Reference> references) {
    public Column {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(references, "references");
    }

    /** Where the values of a column point; kept as documentation, not enforced. */
    public record Reference(String table, String column, String cardinality) {
        public Reference {
            requireNonNull(table, "table");
            requireNonNull(column, "column");
            requireNonNull(cardinality, "cardinality");
        }
    }
}
