package io.lakesync.server.log;

import com.google.protobuf.InvalidProtocolBufferException;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.engine.log.Earlier;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.merge.Cell;
import io.lakesync.engine.merge.RowState;
import io.lakesync.engine.merge.Writer;
import io.lakesync.server.log.stored.StoredCell;
import io.lakesync.server.log.stored.StoredEarlier;
import io.lakesync.server.log.stored.StoredState;
import io.lakesync.server.log.stored.StoredWriter;
import java.util.Optional;
import java.util.TreeMap;

/** Row states as they are stored. */
final class RowStateCodec {
    private RowStateCodec() {}

    static byte[] encode(StoredRow row) {
        var stored = StoredState.newBuilder();
        row.state()
                .cells()
                .forEach((column, cell) -> stored.addCells(StoredCell.newBuilder()
                        .setColumn(column)
                        .setValue(cell.value().text())
                        .setWriter(stored(cell.writer()))));
        row.state().existence().ifPresent(w -> stored.setExistence(stored(w)));
        row.state().tombstone().ifPresent(w -> stored.setTombstone(stored(w)));
        row.earlier()
                .forEach(e -> stored.addEarlier(StoredEarlier.newBuilder()
                        .setValues(Images.stored(e.values()))
                        .setEndedAt(e.endedAt())));
        return stored.build().toByteArray();
    }

    static StoredRow decode(RowKey key, long stamp, byte[] payload) {
        try {
            var stored = StoredState.parseFrom(payload);
            var cells = new TreeMap<String, Cell>();
            for (var cell : stored.getCellsList()) {
                cells.put(cell.getColumn(), new Cell(new JsonValue(cell.getValue()), writer(cell.getWriter())));
            }
            var state = new RowState(
                    cells,
                    stored.hasExistence() ? Optional.of(writer(stored.getExistence())) : Optional.empty(),
                    stored.hasTombstone() ? Optional.of(writer(stored.getTombstone())) : Optional.empty());
            var earlier = stored.getEarlierList().stream()
                    .map(e -> new Earlier(Images.image(e.getValues()), e.getEndedAt()))
                    .toList();
            return new StoredRow(key, stamp, state, earlier);
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("row state at stamp %d is damaged".formatted(stamp), damaged);
        }
    }

    private static StoredWriter stored(Writer writer) {
        return StoredWriter.newBuilder()
                .setHlc(writer.hlc().bits())
                .setClientId(writer.clientId())
                .build();
    }

    private static Writer writer(StoredWriter stored) {
        return new Writer(new Hlc(stored.getHlc()), stored.getClientId());
    }
}
