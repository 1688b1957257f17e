package io.lakesync.console.gateway;

import io.lakesync.api.gateway.AuditEntry;
import java.time.Instant;

/** What an administrator did, as a page shows it. */
public record DeedRow(AuditEntry entry, Moment at) {
    static DeedRow of(AuditEntry entry, Instant now) {
        return new DeedRow(entry, new Moment(entry.at(), now));
    }

    public String operator() {
        return entry.operator();
    }

    public String subject() {
        return entry.subject();
    }

    public String what() {
        return switch (entry.operation()) {
            case RAISE_BASE -> "raised a base";
            case REPLAY -> "replayed";
            case REPLAY_REFUSED -> "tried to replay";
            case DISCARD -> "discarded";
        };
    }
}
