package io.lakesync.api.settings;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * How long the log keeps entries. Whoever comes back later is given rows as they are.
 *
 * @param log what is older is trimmed once every follower has passed it
 * @param hold how long a follower that does not advance holds the log
 */
public record RetentionSettings(Duration log, Duration hold) {
    static final Setting<Duration> LOG = new Setting<>(
            "lakesync.retention",
            Form.duration(ofMillis(1_000), ofDays(36_500)),
            "7 d",
            "age after which entries of the log are trimmed once every follower has passed them; clients that come back later are given rows as they are");
    static final Setting<Duration> HOLD = new Setting<>(
            "lakesync.follower.hold",
            Form.duration(ofMillis(1_000), ofDays(36_500)),
            "30 d",
            "age after which entries are trimmed even if a follower has not passed them; it goes on with rows as they are, and a history names the gap");

    public RetentionSettings {
        requireNonNull(log, "log");
        requireNonNull(hold, "hold");
    }

    static List<Setting<?>> catalogue() {
        return List.of(LOG, HOLD);
    }

    static RetentionSettings read(Values values) {
        return new RetentionSettings(values.of(LOG), values.of(HOLD));
    }
}
