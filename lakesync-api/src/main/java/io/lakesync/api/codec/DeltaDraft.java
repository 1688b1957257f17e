package io.lakesync.api.codec;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.Hlc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of a delta as they arrive, and the first thing that is wrong with them. Whatever the format, one judgement. */
final class DeltaDraft {
    private static final List<String> REQUIRED = List.of("op", "table", "rowId", "clientId", "columns", "hlc");
    private static final List<String> NAMES = List.of("table", "rowId", "clientId");
    private static final Map<String, DeltaOp> OPS =
            Map.of("INSERT", DeltaOp.INSERT, "UPDATE", DeltaOp.UPDATE, "DELETE", DeltaOp.DELETE);

    private final Map<String, String> texts = new HashMap<>();
    private final List<ColumnValue> columns = new ArrayList<>();
    private String fault = "";

    /** Keeps the first fault only: the others often follow from it. */
    void fault(String sentence) {
        if (fault.isEmpty()) {
            fault = sentence;
        }
    }

    void text(String field, String text) {
        if (texts.put(field, text) != null) {
            fault(field + " appears twice");
        }
    }

    /** Says that there are columns, if only none. */
    void columns() {
        text("columns", "");
    }

    void column(String name, JsonValue value) {
        columns.add(new ColumnValue(name, value));
    }

    /** The delta; empty when there is a {@link #fault()}. */
    Optional<Delta> finish() {
        REQUIRED.stream()
                .filter(field -> !texts.containsKey(field))
                .findFirst()
                .ifPresent(field -> fault(field + " is missing"));
        NAMES.stream()
                .filter(field -> !Utf8.isPortable(texts.getOrDefault(field, "")))
                .findFirst()
                .ifPresent(field -> fault(field + " must not contain U+0000 or half of a surrogate pair"));
        var op = OPS.get(texts.getOrDefault("op", ""));
        if (op == null) {
            fault("op must be INSERT, UPDATE or DELETE");
        } else if (op == DeltaOp.DELETE && !columns.isEmpty()) {
            fault("a DELETE has no columns");
        }
        var hlc = hlc();
        return fault.isEmpty() ? Optional.of(delta(op, hlc)) : Optional.empty();
    }

    String fault() {
        return fault;
    }

    private Delta delta(DeltaOp op, Hlc hlc) {
        var row = new RowKey(texts.get("table"), texts.get("rowId"));
        return new Delta(op, row, texts.get("clientId"), columns, hlc, texts.getOrDefault("deltaId", ""));
    }

    private Hlc hlc() {
        try {
            return Hlc.parse(texts.getOrDefault("hlc", ""));
        } catch (NumberFormatException e) {
            fault("hlc must be an unsigned 64-bit integer as a decimal string, such as \"111411200000000000\"");
            return Hlc.ZERO;
        }
    }
}
