package io.lakesync.engine.merge;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A row state in plain text, so that folds written in different ways can be compared. */
record Picture(Map<String, String> cells, String mark, String grave, boolean alive, Map<String, String> image) {
    static Picture of(RowState state) {
        Map<String, String> cells = new TreeMap<>();
        state.cells().forEach((name, cell) -> cells.put(name, text(cell.writer()) + "/" + cell.value()));
        return new Picture(
                cells, text(state.existence()), text(state.tombstone()), state.isAlive(), texts(state.image()));
    }

    boolean holds(Delta delta) {
        String stamp = delta.hlc() + "/" + delta.clientId();
        return delta.op() == DeltaOp.DELETE
                ? grave.equals(stamp)
                : mark.equals(stamp)
                        && delta.columns().stream()
                                .allMatch(c -> (stamp + "/" + c.value()).equals(cells.get(c.column())));
    }

    private static Map<String, String> texts(Map<String, JsonValue> image) {
        Map<String, String> texts = new TreeMap<>();
        image.forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    private static String text(Optional<Writer> writer) {
        return writer.map(Picture::text).orElse("-");
    }

    private static String text(Writer writer) {
        return writer.hlc() + "/" + writer.clientId();
    }
}
