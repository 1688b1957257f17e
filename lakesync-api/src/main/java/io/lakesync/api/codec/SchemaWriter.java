package io.lakesync.api.codec;

import io.lakesync.api.schema.Column;
import io.lakesync.api.schema.TableSchema;
import java.util.List;

/** Writes schemas in one canonical form, fields in the order of the reference. */
final class SchemaWriter {
    private SchemaWriter() {}

    static String write(TableSchema schema) {
        var out = new StringBuilder();
        append(out.append("{\"table\":"), schema.table().name());
        schema.sourceTable().ifPresent(table -> append(out.append(",\"sourceTable\":"), table.name()));
        out.append(",\"columns\":[");
        appendColumns(out, schema.columns());
        out.append("],\"primaryKey\":[");
        for (int i = 0; i < schema.primaryKey().size(); i++) {
            append(out.append(i == 0 ? "" : ","), schema.primaryKey().get(i));
        }
        out.append("],\"softDelete\":").append(schema.softDelete());
        schema.externalIdColumn().ifPresent(column -> append(out.append(",\"externalIdColumn\":"), column.name()));
        return out.append('}').toString();
    }

    private static void appendColumns(StringBuilder out, List<Column> columns) {
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            append(
                    out.append(i == 0 ? "{\"name\":" : ",{\"name\":"),
                    column.name().name());
            append(out.append(",\"type\":"), column.type().word());
            column.references().ifPresent(reference -> {
                append(out.append(",\"references\":{\"table\":"), reference.table());
                append(out.append(",\"column\":"), reference.column());
                append(out.append(",\"cardinality\":"), reference.cardinality());
                out.append('}');
            });
            out.append('}');
        }
    }

    private static void append(StringBuilder out, String text) {
        JsonStrings.append(out, text);
    }
}
