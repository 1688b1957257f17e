package io.lakesync.api.settings;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * How followers read the log.
 *
 * @param batchMax rows or entries in one transaction of a destination
 * @param poll how often a follower looks although nobody woke it
 * @param backoffMax longest pause after repeated failures
 * @param lease how long a follower of a node that is gone stays without another
 * @param deadLettersMax dead letters of one follower; it stops where there is no room for another
 * @param flushed gateways whose deltas are kept in the destination; "*" stands for all
 * @param checkpointEvery how often a checkpoint is made of a gateway that changes
 * @param checkpointRowsMin rows below which a pull is as good as a checkpoint
 * @param flushTimeout how long a flush on request waits for the destinations
 */
public record FollowerSettings(
        int batchMax,
        Duration poll,
        Duration backoffMax,
        Duration lease,
        int deadLettersMax,
        List<String> flushed,
        Duration checkpointEvery,
        int checkpointRowsMin,
        Duration flushTimeout) {
    static final Setting<Integer> BATCH_MAX = new Setting<>(
            "lakesync.follower.batch-max", Form.count(1, 100_000), "1000", "rows in one transaction of a destination");
    static final Setting<Duration> POLL = new Setting<>(
            "lakesync.follower.poll",
            Form.duration(ofMillis(10), ofMinutes(10)),
            "1 s",
            "how often a follower looks although nobody woke it");
    static final Setting<Duration> BACKOFF_MAX = new Setting<>(
            "lakesync.follower.backoff-max",
            Form.duration(ofMillis(10), ofMinutes(60)),
            "30 s",
            "longest pause of a follower after repeated failures");
    static final Setting<Duration> LEASE = new Setting<>(
            "lakesync.follower.lease",
            Form.duration(ofMillis(1_000), ofMinutes(10)),
            "10 s",
            "how long a follower of a node that is gone stays without another");
    static final Setting<Integer> DEAD_LETTERS_MAX = new Setting<>(
            "lakesync.follower.dead-letters-max",
            Form.count(1, 10_000_000),
            "10000",
            "dead letters of one follower; it stops where there is no room for another");
    static final Setting<List<String>> FLUSHED = new Setting<>(
            "lakesync.flush.gateways",
            Form.LIST,
            "",
            "gateways whose deltas are kept in lakesync_deltas of the destination; * stands for all; absent: none");
    static final Setting<Duration> CHECKPOINT_EVERY = new Setting<>(
            "lakesync.checkpoint.every",
            Form.duration(ofMillis(1_000), ofMinutes(24 * 60)),
            "10 m",
            "how often a checkpoint is made of a gateway that changes");
    static final Setting<Integer> CHECKPOINT_ROWS_MIN = new Setting<>(
            "lakesync.checkpoint.rows-min",
            Form.count(1, 1_000_000_000),
            "10000",
            "visible rows below which there is no checkpoint");
    static final Setting<Duration> FLUSH_TIMEOUT = new Setting<>(
            "lakesync.flush-timeout",
            Form.duration(ofMillis(10), ofMinutes(60)),
            "60 s",
            "how long a flush on request waits for the destinations");

    public FollowerSettings {
        requireNonNull(poll, "poll");
        requireNonNull(backoffMax, "backoffMax");
        requireNonNull(lease, "lease");
        requireNonNull(checkpointEvery, "checkpointEvery");
        flushed = List.copyOf(flushed);
        requireNonNull(flushTimeout, "flushTimeout");
    }

    static List<Setting<?>> catalogue() {
        return List.of(
                BATCH_MAX,
                POLL,
                BACKOFF_MAX,
                LEASE,
                DEAD_LETTERS_MAX,
                FLUSHED,
                CHECKPOINT_EVERY,
                CHECKPOINT_ROWS_MIN,
                FLUSH_TIMEOUT);
    }

    static FollowerSettings read(Values values) {
        return new FollowerSettings(
                values.of(BATCH_MAX),
                values.of(POLL),
                values.of(BACKOFF_MAX),
                values.of(LEASE),
                values.of(DEAD_LETTERS_MAX),
                values.of(FLUSHED),
                values.of(CHECKPOINT_EVERY),
                values.of(CHECKPOINT_ROWS_MIN),
                values.of(FLUSH_TIMEOUT));
    }
}
