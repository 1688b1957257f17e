package io.lakesync.api.codec;

import io.lakesync.api.schema.Column;
import io.lakesync.api.schema.ColumnType;
import io.lakesync.api.schema.Identifier;
import io.lakesync.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges a schema document. */
final class SchemaReader {
    private static final String ROW_ID = "row_id";

    /** Columns that every destination table has of its own. */
    private static final Set<String> RESERVED = Set.of(ROW_ID, "props", "deleted_at", "synced_at", "_stamp");

    private static final String OWN_TABLES = "lakesync_";
    private static final Set<String> CARDINALITIES = Set.of("many-to-one", "one-to-many");
    private static final Identifier STAND_IN = new Identifier("_");

    private SchemaReader() {}

    static TableSchema schema(Place document) {
        document.requireObject();
        var columns = columns(document.field("columns"));
        var names = new HashSet<String>();
        columns.forEach(column -> names.add(column.name().name()));
        return new TableSchema(
                table(document.field("table")),
                optional(document.field("sourceTable")),
                columns,
                primaryKey(document.field("primaryKey"), names),
                !document.field("softDelete").isGiven()
                        || document.field("softDelete").flag(),
                externalId(document.field("externalIdColumn"), names));
    }

    private static Identifier table(Place place) {
        var table = identifier(place).orElse(STAND_IN);
        boolean ours = table.name().toLowerCase(Locale.ROOT).startsWith(OWN_TABLES);
        place.require(!ours, "must not start with " + OWN_TABLES + ", which names tables of the server");
        return table;
    }

    private static List<Column> columns(Place place) {
        var columns = new ArrayList<Column>();
        var seen = new HashMap<String, String>();
        for (var item : place.items(TableSchema.COLUMNS_MAX)) {
            item.requireObject();
            var name = identifier(item.field("name"));
            name.ifPresent(valid -> requireFree(item.field("name"), valid.name(), seen));
            var type = Words.read(item.field("type"), ColumnType.values(), ColumnType::word);
            columns.add(new Column(name.orElse(STAND_IN), type, reference(item.field("references"))));
        }
        return columns;
    }

    /** Destinations do not tell upper from lower case. */
    private static void requireFree(Place place, String name, Map<String, String> seen) {
        var folded = name.toLowerCase(Locale.ROOT);
        place.require(
                !RESERVED.contains(folded), "is the name of a column that every destination table has of its own");
        var other = seen.putIfAbsent(folded, name);
        if (other != null) {
            place.fault(
                    other.equals(name)
                            ? "is the name of another column too"
                            : "differs from the column %s by case only".formatted(other));
        }
    }

    private static Optional<Column.Reference> reference(Place place) {
        if (!place.isGiven()) {
            return Optional.empty();
        }
        place.requireObject();
        var cardinality = place.field("cardinality").text();
        place.field("cardinality")
                .require(
                        cardinality.isEmpty() || CARDINALITIES.contains(cardinality),
                        "must be many-to-one or one-to-many");
        return Optional.of(new Column.Reference(
                place.field("table").text(), place.field("column").text(), cardinality));
    }

    private static List<String> primaryKey(Place place, Set<String> names) {
        if (!place.isGiven()) {
            return List.of(ROW_ID);
        }
        var key = new ArrayList<String>();
        var items = place.items(TableSchema.COLUMNS_MAX);
        for (var item : items) {
            var name = item.text();
            item.require(name.isEmpty() || name.equals(ROW_ID) || names.contains(name), "must be row_id or a column");
            item.require(name.isEmpty() || !key.contains(name), "appears twice");
            key.add(name);
        }
        place.require(!items.isEmpty(), "must name at least one column");
        return key;
    }

    private static Optional<Identifier> externalId(Place place, Set<String> names) {
        var column = optional(place);
        column.ifPresent(name -> place.require(names.contains(name.name()), "must be one of the columns"));
        return column;
    }

    private static Optional<Identifier> optional(Place place) {
        return place.isGiven() ? identifier(place) : Optional.empty();
    }

    /** Empty after a finding. */
    private static Optional<Identifier> identifier(Place place) {
        var text = place.text();
        boolean valid = Identifier.isValid(text);
        place.require(
                valid || text.isEmpty(),
                "must start with a letter or underscore, go on with letters, digits or underscores, and have at most 64");
        return valid ? Optional.of(new Identifier(text)) : Optional.empty();
    }
}
