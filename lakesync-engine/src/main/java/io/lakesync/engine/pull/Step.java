package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.RowKey;
import io.lakesync.engine.log.StoredRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What one entry of the log means to one reader. */
public sealed interface Step {
    /** The row whose present state is needed to carry the step out. */
    default Optional<RowKey> needs() {
        return Optional.empty();
    }

    /** The deltas to send. */
    List<Delta> deltas(Reader reader, Function<RowKey, StoredRow> present);

    /** Nothing is sent. */
    record Skip() implements Step {
        @Override
        public List<Delta> deltas(Reader reader, Function<RowKey, StoredRow> present) {
            return List.of();
        }
    }

    /** This delta is sent. */
    record Send(Delta delta) implements Step {
        public Send {
            requireNonNull(delta, "delta");
        }

        @Override
        public List<Delta> deltas(Reader reader, Function<RowKey, StoredRow> present) {
            return List.of(delta);
        }
    }

    /** What is sent depends on the row as it now stands. */
    sealed interface OfPresentRow extends Step {
        RowKey row();

        @Override
        default Optional<RowKey> needs() {
            return Optional.of(row());
        }
    }

    /** A forget is sent if the row as it now stands is not in the view. */
    record Hidden(RowKey row) implements OfPresentRow {
        public Hidden {
            requireNonNull(row, "row");
        }

        @Override
        public List<Delta> deltas(Reader reader, Function<RowKey, StoredRow> present) {
            return PresentRow.of(present.apply(row), reader).isPresent() ? List.of() : List.of(Delta.forget(row));
        }
    }

    /**
     * The row is sent as it now stands, which may be newer than the entry.
     *
     * @param isCorrection the reader holds something of its own in this row that lost or was refused
     */
    record Present(RowKey row, boolean isCorrection) implements OfPresentRow {
        public Present {
            requireNonNull(row, "row");
        }

        @Override
        public List<Delta> deltas(Reader reader, Function<RowKey, StoredRow> present) {
            var stored = present.apply(row);
            var deltas = PresentRow.of(stored, reader).orElse(List.of(Delta.forget(row)));
            return isCorrection ? reader.form().corrected(stored, deltas) : deltas;
        }
    }
}
