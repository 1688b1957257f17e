package io.lakesync.api.codec;

import com.google.protobuf.ByteString;
import io.lakesync.api.codec.proto.Wire;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.failure.SyncException;
import java.util.ArrayList;
import java.util.List;

/** Deltas to protobuf and back. */
final class WireDeltas {
    private WireDeltas() {}

    static Wire.RowDelta write(Delta delta) {
        var wire = Wire.RowDelta.newBuilder()
                .setOp(op(delta.op()))
                .setTable(delta.row().table())
                .setRowId(delta.row().rowId())
                .setHlc(delta.hlc().bits())
                .setClientId(delta.clientId())
                .setDeltaId(DeltaIds.ownOrComputed(delta));
        for (var column : delta.columns()) {
            var value = ByteString.copyFromUtf8(column.value().text());
            wire.addColumns(
                    Wire.ColumnDelta.newBuilder().setColumn(column.column()).setValue(value));
        }
        return wire.build();
    }

    /** The parts of a delta, not judged yet. */
    static DeltaDraft draft(Wire.RowDelta wire) {
        var draft = new DeltaDraft();
        draft.text("op", op(wire.getOp()));
        draft.text("table", wire.getTable());
        draft.text("rowId", wire.getRowId());
        draft.text("clientId", wire.getClientId());
        draft.text("hlc", Long.toUnsignedString(wire.getHlc()));
        draft.text("deltaId", wire.getDeltaId());
        draft.columns();
        for (int i = 0; i < wire.getColumnsCount(); i++) {
            readColumn(draft, i, wire.getColumns(i));
        }
        return draft;
    }

    /** @throws SyncException naming every delta that could not be read */
    static List<Delta> readAll(List<Wire.RowDelta> wires) {
        var faults = new Faults();
        var deltas = new ArrayList<Delta>(wires.size());
        for (int i = 0; i < wires.size(); i++) {
            int index = i;
            var draft = draft(wires.get(i));
            draft.finish().ifPresentOrElse(deltas::add, () -> faults.add(index, draft.fault()));
        }
        faults.requireNone();
        return deltas;
    }

    private static void readColumn(DeltaDraft draft, int index, Wire.ColumnDelta column) {
        try {
            draft.column(column.getColumn(), value(column.getValue()));
        } catch (SyncException e) {
            draft.fault("columns[%d].value: %s".formatted(index, e.getMessage()));
        }
    }

    private static JsonValue value(ByteString bytes) {
        try (var source = JsonSource.ofBytes(bytes.asReadOnlyByteBuffer())) {
            var value = source.value();
            source.requireEnd();
            return value;
        }
    }

    private static Wire.DeltaOp op(DeltaOp op) {
        return Wire.DeltaOp.valueOf("DELTA_OP_" + op);
    }

    /** "" for what is no op. */
    private static String op(Wire.DeltaOp op) {
        switch (op) {
            case DELTA_OP_INSERT:
                return "INSERT";
            case DELTA_OP_UPDATE:
                return "UPDATE";
            case DELTA_OP_DELETE:
                return "DELETE";
            default:
                return "";
        }
    }
}
