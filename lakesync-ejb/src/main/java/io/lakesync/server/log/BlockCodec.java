package io.lakesync.server.log;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.Seen;
import io.lakesync.engine.push.PushTerms;
import io.lakesync.server.log.stored.StoredBlock;
import io.lakesync.server.log.stored.StoredCommitted;
import io.lakesync.server.log.stored.StoredDelta;
import io.lakesync.server.log.stored.StoredEcho;
import io.lakesync.server.log.stored.StoredEntry;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Blocks as they are stored: the entries of one transaction, stamps implied by their order. */
final class BlockCodec {
    private static final DeltaOp[] OPS = DeltaOp.values();

    private BlockCodec() {}

    static byte[] encode(List<LogEntry> entries) {
        var block = StoredBlock.newBuilder();
        entries.forEach(entry -> block.addEntries(stored(entry)));
        return block.build().toByteArray();
    }

    static List<LogEntry> decode(long firstStamp, byte[] payload) {
        try {
            var entries = new ArrayList<LogEntry>();
            long stamp = firstStamp;
            for (var stored : StoredBlock.parseFrom(payload).getEntriesList()) {
                entries.add(entry(stamp, stored));
                stamp += PushTerms.STAMP_STEP;
            }
            return entries;
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("block at stamp %d is damaged".formatted(firstStamp), damaged);
        }
    }

    private static StoredEntry stored(LogEntry entry) {
        if (entry instanceof LogEntry.Echo echo) {
            return StoredEntry.newBuilder()
                    .setEcho(StoredEcho.newBuilder()
                            .setTable(echo.row().table())
                            .setRowId(echo.row().rowId())
                            .setClientId(echo.clientId()))
                    .build();
        }
        var committed = (LogEntry.Committed) entry;
        var stored = StoredCommitted.newBuilder()
                .setDelta(stored(committed.delta()))
                .setLost(committed.lost())
                .setBorn(committed.born());
        committed.seen().before().ifPresent(image -> stored.setBefore(Images.stored(image)));
        committed.seen().after().ifPresent(image -> stored.setAfter(Images.stored(image)));
        return StoredEntry.newBuilder().setCommitted(stored).build();
    }

    private static StoredDelta stored(Delta delta) {
        var stored = StoredDelta.newBuilder()
                .setOp(delta.op().ordinal())
                .setTable(delta.row().table())
                .setRowId(delta.row().rowId())
                .setClientId(delta.clientId())
                .setHlc(delta.hlc().bits())
                .setDeltaId(ByteString.copyFrom(HexFormat.of().parseHex(delta.deltaId())));
        delta.columns().forEach(c -> stored.addColumns(Images.column(c.column(), c.value())));
        return stored.build();
    }

    private static LogEntry entry(long stamp, StoredEntry stored) {
        if (stored.hasEcho()) {
            var echo = stored.getEcho();
            return new LogEntry.Echo(stamp, new RowKey(echo.getTable(), echo.getRowId()), echo.getClientId());
        }
        var committed = stored.getCommitted();
        var seen = new Seen(
                committed.hasBefore() ? Optional.of(Images.image(committed.getBefore())) : Optional.empty(),
                committed.hasAfter() ? Optional.of(Images.image(committed.getAfter())) : Optional.empty());
        return new LogEntry.Committed(
                stamp, delta(committed.getDelta()), seen, committed.getLost(), committed.getBorn());
    }

    private static Delta delta(StoredDelta stored) {
        var columns = stored.getColumnsList().stream()
                .map(c -> new ColumnValue(c.getColumn(), new JsonValue(c.getValue())))
                .toList();
        return new Delta(
                OPS[stored.getOp()],
                new RowKey(stored.getTable(), stored.getRowId()),
                stored.getClientId(),
                columns,
                new Hlc(stored.getHlc()),
                HexFormat.of().formatHex(stored.getDeltaId().toByteArray()));
    }
}
