package io.lakesync.console.gateway;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** A point in time as a page shows it: how long ago, and exactly when on demand. */
public record Moment(Instant at, Instant now) {
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(UTC);

    public String ago() {
        return Elapsed.ago(at, now);
    }

    public String exact() {
        return EXACT.format(at);
    }

    /** For the machine-readable side of the page. */
    public String iso() {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
