package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.rules.View;
import java.util.Map;

/**
 * Who reads, and how rows must be put for it.
 *
 * @param isSocket an open socket: not sent the deltas that its own client pushed
 * @param mayBeOld whether its rows may be older than its position, as those of a client that keeps its cursor elsewhere: then
 *     it may show what it wrote itself, whatever it could see
 * @param baseSchemas what a legacy client knows of each table
 */
public record Reader(
        String clientId,
        View view,
        boolean isLegacy,
        boolean isSocket,
        boolean mayBeOld,
        Map<String, TableSchema> baseSchemas) {
    public Reader {
        requireNonNull(clientId, "clientId");
        requireNonNull(view, "view");
        baseSchemas = Map.copyOf(baseSchemas);
    }

    Reader under(View other) {
        return new Reader(clientId, other, isLegacy, isSocket, mayBeOld, baseSchemas);
    }

    /** How whole rows are put for this reader. */
    RowForm form() {
        return isLegacy ? new LegacyForm(baseSchemas) : new RegisterForm();
    }
}
