package io.lakesync.server.webhook;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.follower.Takeover;
import io.lakesync.engine.history.Gap;
import io.lakesync.engine.history.HistoryEntry;
import io.lakesync.server.follower.Batch;
import io.lakesync.server.follower.Follower;
import io.lakesync.server.follower.HistoryLog;
import io.lakesync.server.follower.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Posts every committed delta of a gateway to one webhook, at least once and in order. The cursor moves after the receiver
 * has taken a batch; before it, the cursor is set where it is, which only its owner can.
 */
final class WebhookFollower implements Follower<HistoryEntry> {
    private static final int ENTRIES_MAX = 100;
    private static final long CHARS_MAX = 1 << 20;

    private final GatewayId gateway;
    private final String name;
    private final HistoryLog log;
    private final Delivery delivery;
    private final WebhookCursor cursor;
    private volatile Webhook webhook;
    private volatile boolean open;
    private long epoch;
    private Cursor position = Cursor.BEGINNING;

    WebhookFollower(Webhook webhook, HistoryLog log, Delivery delivery, WebhookCursor cursor) {
        this.gateway = webhook.gateway();
        this.name = webhook.follower();
        this.webhook = webhook;
        this.log = log;
        this.delivery = delivery;
        this.cursor = cursor;
    }

    @Override
    public GatewayId gateway() {
        return gateway;
    }

    @Override
    public String name() {
        return name;
    }

    /** It may have got another address or secret; seen by the next batch. */
    void become(Webhook other) {
        webhook = other;
    }

    @Override
    public boolean wantsOpening() {
        return !open;
    }

    @Override
    public Takeover open(long asked) {
        var found = cursor.claim(asked);
        epoch = asked;
        position = found.cursor();
        open = true;
        return found;
    }

    /** Bounded in characters too, but at least one entry. */
    @Override
    public Batch<HistoryEntry> read(Cursor from, int entriesMax) {
        var batch = log.after(gateway, from, Math.min(entriesMax, ENTRIES_MAX));
        var entries = new ArrayList<HistoryEntry>();
        long chars = 0;
        for (var entry : batch.entries()) {
            chars += chars(entry);
            if (chars > CHARS_MAX && !entries.isEmpty()) {
                return shortened(batch, from, entries);
            }
            entries.add(entry);
        }
        return batch;
    }

    /** Rows stay rows: a history that is behind reads on among them. */
    private static Batch<HistoryEntry> shortened(Batch<HistoryEntry> batch, Cursor from, List<HistoryEntry> entries) {
        long last = entries.get(entries.size() - 1).stamp();
        return batch.gap().isPresent()
                ? new Batch<>(entries, Cursor.inSnapshot(last), true, Optional.of(new Gap(from.stamp(), last)))
                : new Batch<>(entries, Cursor.at(last), true);
    }

    private static long chars(HistoryEntry entry) {
        return entry.delta().columns().stream()
                .mapToLong(c -> c.column().length() + c.value().text().length())
                .sum();
    }

    @Override
    public void write(Batch<HistoryEntry> batch) {
        open = false;
        if (!batch.entries().isEmpty()) {
            cursor.move(epoch, position);
            delivery.deliver(webhook, batch.entries(), batch.gap());
        }
        cursor.move(epoch, batch.reached());
        position = batch.reached();
        open = true;
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
