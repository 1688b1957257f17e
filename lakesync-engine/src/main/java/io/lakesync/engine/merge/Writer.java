package io.lakesync.engine.merge;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.hlc.Hlc;

/** Who wrote a register and when. Later timestamp wins; on a tie the greater client id, by UTF-16 code units. */
public record Writer(Hlc hlc, String clientId) implements Comparable<Writer> {
    public Writer {
        requireNonNull(hlc, "hlc");
        requireNonNull(clientId, "clientId");
    }

    public static Writer of(Delta delta) {
        return new Writer(delta.hlc(), delta.clientId());
    }

    public boolean isAfter(Writer other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Writer other) {
        int byTime = hlc.compareTo(other.hlc);
        return byTime != 0 ? byTime : clientId.compareTo(other.clientId);
    }
}
