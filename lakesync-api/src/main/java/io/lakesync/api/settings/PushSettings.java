package io.lakesync.api.settings;

import io.lakesync.api.gateway.PushRequest;
import java.util.List;

/**
 * Limits of pushes.
 *
 * @param deltasMax deltas of one push
 * @param queueMax pushes of one gateway that may wait on this node
 * @param queueBytesMax bytes of the pushes of one gateway after which no further one may wait
 * @param quarantineDeltasMax deltas in quarantine of one gateway
 * @param rowStateMax bytes of one row state
 */
public record PushSettings(int deltasMax, int queueMax, int queueBytesMax, int quarantineDeltasMax, int rowStateMax) {
    static final Setting<Integer> DELTAS_MAX = new Setting<>(
            "lakesync.push.deltas-max", Form.count(1, PushRequest.DELTAS_MAX), "10000", "deltas of one push");
    static final Setting<Integer> QUEUE_MAX = new Setting<>(
            "lakesync.push.queue-max",
            Form.count(1, 100_000),
            "256",
            "pushes of one gateway that may wait on this node");
    static final Setting<Integer> QUEUE_BYTES_MAX = new Setting<>(
            "lakesync.push.queue-bytes-max",
            Form.bytes(1024, 1 << 30),
            "64 MiB",
            "waiting pushes of one gateway after which no further one may wait on this node");
    static final Setting<Integer> QUARANTINE_DELTAS_MAX = new Setting<>(
            "lakesync.quarantine.deltas-max",
            Form.count(0, 10_000_000),
            "100000",
            "deltas in quarantine of one gateway");
    static final Setting<Integer> ROW_STATE_MAX =
            new Setting<>("lakesync.row-state-max", Form.bytes(1024, 64 << 20), "1 MiB", "largest state of one row");

    static List<Setting<?>> catalogue() {
        return List.of(DELTAS_MAX, QUEUE_MAX, QUEUE_BYTES_MAX, QUARANTINE_DELTAS_MAX, ROW_STATE_MAX);
    }

    static PushSettings read(Values values) {
        return new PushSettings(
                values.of(DELTAS_MAX),
                values.of(QUEUE_MAX),
                values.of(QUEUE_BYTES_MAX),
                values.of(QUARANTINE_DELTAS_MAX),
                values.of(ROW_STATE_MAX));
    }
}
