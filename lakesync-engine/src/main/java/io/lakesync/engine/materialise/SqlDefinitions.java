package io.lakesync.engine.materialise;

import java.util.List;
import java.util.Set;

/** Statements that make what a destination lacks, safe to repeat. Safe for use by many threads. */
public interface SqlDefinitions {
    /** The table of cursors. */
    List<String> cursors();

    /** The table of deltas, and that of its gaps. */
    List<String> history();

    /**
     * A table in its shape.
     *
     * @param present names of the columns that it has; empty when there is no such table
     */
    List<String> table(DestinationTable table, Set<String> present);
}
