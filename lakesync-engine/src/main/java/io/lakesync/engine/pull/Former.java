package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.rules.View;
import java.util.Map;

/**
 * A view that a reader may hold rows of.
 *
 * @param from the stamp since which it was served under it
 */
public record Former(View view, long from) {
    public Former {
        requireNonNull(view, "view");
    }

    /** Whether the row, which the reader does not see now, was visible at a time when it may have been sent. */
    boolean mayHold(StoredRow row) {
        var table = row.key().table();
        return view.sees(table, image(row))
                || row.earlier().stream()
                        .filter(e -> Long.compareUnsigned(e.endedAt(), from) > 0)
                        .anyMatch(e -> view.sees(table, e.values()));
    }

    private static Map<String, JsonValue> image(StoredRow row) {
        return row.state().isAlive() ? row.state().image() : row.state().lastImage();
    }
}
