package io.lakesync.engine.pull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.merge.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * The row state's own deltas, which a capable client merges like any other. Registers below the tombstone stay behind:
 * they can never come back, and their values may come from a time when the reader did not see the row.
 */
final class RegisterForm implements RowForm {
    @Override
    public List<Delta> whole(StoredRow row) {
        var deltas = new ArrayList<Delta>();
        var op = DeltaOp.INSERT;
        for (var delta : row.state().deltas(row.key())) {
            if (delta.op() == DeltaOp.DELETE) {
                deltas.add(delta);
            } else if (isAboveTombstone(row, delta)) {
                deltas.add(delta.withOp(op));
                op = DeltaOp.UPDATE;
            }
        }
        return deltas;
    }

    @Override
    public List<Delta> dead(StoredRow row) {
        return row.state().deltas(row.key()).stream()
                .filter(delta -> delta.op() == DeltaOp.DELETE)
                .toList();
    }

    /** Its own refused registers would win for ever: the client drops all of them first. */
    @Override
    public List<Delta> corrected(StoredRow row, List<Delta> present) {
        if (present.size() == 1 && present.get(0).isForget()) {
            return present;
        }
        var deltas = new ArrayList<Delta>(present.size() + 1);
        deltas.add(Delta.forget(row.key()));
        deltas.addAll(present);
        return deltas;
    }

    private static boolean isAboveTombstone(StoredRow row, Delta delta) {
        var writer = new Writer(delta.hlc(), delta.clientId());
        return row.state().tombstone().map(t -> writer.compareTo(t) > 0).orElse(true);
    }
}
