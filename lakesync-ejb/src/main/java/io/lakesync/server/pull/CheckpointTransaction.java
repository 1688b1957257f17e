package io.lakesync.server.pull;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Checkpoint;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.pull.Reader;
import io.lakesync.engine.pull.SnapshotMode;
import io.lakesync.server.checkpoint.StoredCheckpoints;
import io.lakesync.server.checkpoint.StoredCheckpoints.Stored;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.Head;
import io.lakesync.server.log.LogDatabase;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/** Reads of stored checkpoints, each in one transaction: the head, the caller's view at it, rows. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CheckpointTransaction {
    @Inject
    LogDatabase database;

    @Inject
    Readers readers;

    /**
     * The newest checkpoint under the caller's present view.
     *
     * @throws SyncException NOT_FOUND
     */
    public Checkpoint newest(Caller caller, PullRequest pull) {
        return database.sql(connection -> {
            var head = new DeltaLog(connection).head(pull.gateway());
            return new StoredCheckpoints(connection)
                    .latest(pull.gateway())
                    .map(stored -> checkpoint(stored, caller, pull, head))
                    .orElseThrow(() -> none(head.rulesVersion()));
        });
    }

    /** A part, for the view that the checkpoint was found for. */
    public CheckpointPart part(Caller caller, PullRequest pull, Checkpoint checkpoint, int number) {
        return database.sql(connection -> {
            var head = new DeltaLog(connection).head(pull.gateway());
            var stored = stored(checkpoint);
            if (!checkpoint(stored, caller, pull, head).tag().equals(checkpoint.tag())) {
                throw gone();
            }
            return part(rows(connection, stored, number), readers.reader(caller, pull, head, false));
        });
    }

    private static CheckpointPart part(List<StoredRow> rows, Reader reader) {
        var mode = new SnapshotMode(reader, List.of());
        long alive = rows.stream()
                .filter(row -> row.state().isAlive() && !mode.deltas(row).isEmpty())
                .count();
        var deltas = rows.stream().flatMap(row -> mode.deltas(row).stream()).toList();
        return new CheckpointPart(deltas, alive);
    }

    private static List<StoredRow> rows(Connection connection, Stored stored, int number) throws SQLException {
        return new StoredCheckpoints(connection).chunk(stored, number).orElseThrow(CheckpointTransaction::gone);
    }

    private static Stored stored(Checkpoint checkpoint) {
        return new Stored(checkpoint.gateway(), checkpoint.cursor().stamp(), 0, checkpoint.parts());
    }

    private Checkpoint checkpoint(Stored stored, Caller caller, PullRequest pull, Head head) {
        var name = "%s %d %s %s"
                .formatted(stored.gateway(), stored.stamp(), pull.isLegacy(), readers.name(caller, pull, head));
        return new Checkpoint(
                stored.gateway(),
                Cursor.inSnapshot(stored.stamp()),
                stored.chunks(),
                digest(name),
                head.rulesVersion());
    }

    private static String digest(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static SyncException none(long rulesVersion) {
        return new SyncException(SyncFailure.NOT_FOUND, "there is no checkpoint; pull").judgedUnder(rulesVersion);
    }

    private static SyncException gone() {
        return new SyncException(SyncFailure.UNAVAILABLE, "the checkpoint is another one by now; ask again");
    }
}
