package io.lakesync.server.log;

import io.lakesync.api.delta.RowKey;
import io.lakesync.engine.log.StoredRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Row states by the hundred in one piece, compressed. */
public final class RowArchive {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes));
    private long plainBytes;

    public void add(StoredRow row) {
        try {
            var payload = RowStateCodec.encode(row);
            out.writeBoolean(true);
            out.writeUTF(row.key().table());
            out.writeUTF(row.key().rowId());
            out.writeLong(row.stamp());
            out.writeInt(payload.length);
            out.write(payload);
            plainBytes += payload.length;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Bytes of the rows before compression. */
    public long plainBytes() {
        return plainBytes;
    }

    /** The piece; nothing can be added after it. */
    public byte[] close() {
        try {
            out.writeBoolean(false);
            out.close();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The rows of a piece, in the order in which they were added. */
    public static List<StoredRow> read(byte[] piece) {
        var rows = new ArrayList<StoredRow>();
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(piece)))) {
            while (in.readBoolean()) {
                var key = new RowKey(in.readUTF(), in.readUTF());
                long stamp = in.readLong();
                rows.add(RowStateCodec.decode(key, stamp, in.readNBytes(in.readInt())));
            }
            return rows;
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
