package io.lakesync.api.codec;

import io.lakesync.api.delta.Delta;
import java.util.List;

/** Writes deltas as JSON, in the field order that clients are used to. */
final class DeltaWriter {
    private DeltaWriter() {}

    static void append(StringBuilder out, List<Delta> deltas) {
        out.append('[');
        int start = out.length();
        for (var delta : deltas) {
            out.append(out.length() == start ? "" : ",");
            append(out, delta);
        }
        out.append(']');
    }

    private static void append(StringBuilder out, Delta delta) {
        out.append("{\"op\":\"").append(delta.op());
        JsonStrings.append(out.append("\",\"table\":"), delta.row().table());
        JsonStrings.append(out.append(",\"rowId\":"), delta.row().rowId());
        JsonStrings.append(out.append(",\"clientId\":"), delta.clientId());
        out.append(",\"columns\":[");
        int start = out.length();
        for (var column : delta.columns()) {
            JsonStrings.append(out.append(out.length() == start ? "{\"column\":" : ",{\"column\":"), column.column());
            out.append(",\"value\":").append(column.value().text()).append('}');
        }
        out.append("],\"hlc\":\"").append(delta.hlc()).append("\",\"deltaId\":");
        JsonStrings.append(out, DeltaIds.ownOrComputed(delta));
        out.append('}');
    }
}
