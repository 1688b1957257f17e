package io.lakesync.server.pull;

import io.lakesync.api.delta.Delta;
import java.util.List;

/**
 * A part of a checkpoint as one reader may see it.
 *
 * @param alive how many living rows it shows
 */
public record CheckpointPart(List<Delta> deltas, long alive) {
    public CheckpointPart {
        deltas = List.copyOf(deltas);
    }
}
