package io.lakesync.engine.pull;

import io.lakesync.api.delta.Delta;
import io.lakesync.engine.log.StoredRow;
import java.util.List;

/** How a row state is put into deltas. */
interface RowForm {
    /** An alive row, whole. Applying it to a reader that holds the row in any earlier state is harmless. */
    List<Delta> whole(StoredRow row);

    /** A dead row. */
    List<Delta> dead(StoredRow row);

    /** The row back in line for the client that pushed something that lost or was refused. */
    List<Delta> corrected(StoredRow row, List<Delta> present);
}
