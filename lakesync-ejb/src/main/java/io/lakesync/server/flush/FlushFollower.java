package io.lakesync.server.flush;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.follower.Takeover;
import io.lakesync.engine.history.DeltaHistory;
import io.lakesync.engine.history.HistoryEntry;
import io.lakesync.server.follower.Batch;
import io.lakesync.server.follower.Follower;
import io.lakesync.server.follower.HistoryLog;
import io.lakesync.server.follower.Letter;
import java.util.Optional;

/** Carries every committed delta of a gateway into a history, under its stamp. */
final class FlushFollower implements Follower<HistoryEntry> {
    static final String NAME = "flush";

    private final GatewayId gateway;
    private final HistoryLog log;
    private final DeltaHistory history;
    private volatile boolean open;
    private volatile boolean behind;

    FlushFollower(GatewayId gateway, HistoryLog log, DeltaHistory history) {
        this.gateway = requireNonNull(gateway, "gateway");
        this.log = requireNonNull(log, "log");
        this.history = requireNonNull(history, "history");
    }

    @Override
    public GatewayId gateway() {
        return gateway;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean wantsOpening() {
        return !open;
    }

    @Override
    public Takeover open(long epoch) {
        var found = history.open(epoch);
        open = true;
        return found;
    }

    @Override
    public Batch<HistoryEntry> read(Cursor from, int entriesMax) {
        var batch = log.after(gateway, from, entriesMax);
        behind = batch.gap().isPresent();
        return batch;
    }

    /** Whatever goes wrong, it is opened and the cursor read again before anything else is done. */
    @Override
    public void write(Batch<HistoryEntry> batch) {
        open = false;
        history.append(batch.entries(), batch.gap(), batch.reached());
        open = true;
    }

    @Override
    public String remark() {
        return behind
                ? "behind: the log no longer had what came next, so it is given rows until it reaches the head"
                : "";
    }

    @Override
    public Letter letter(HistoryEntry entry, String reason) {
        return Letter.of(this, entry, reason);
    }

    @Override
    public Optional<HistoryEntry> entry(Letter letter) {
        return letter.historyEntry();
    }

    @Override
    public void close() {
        open = false;
    }
}
