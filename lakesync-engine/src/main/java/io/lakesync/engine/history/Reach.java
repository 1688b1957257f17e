package io.lakesync.engine.history;

import io.lakesync.api.gateway.Cursor;

/**
 * How far back a log reaches.
 *
 * @param head its newest stamp
 * @param horizon whoever has come so far finds all that follows; what lies before it may be trimmed
 * @param born the stamp that it began with
 */
public record Reach(long head, long horizon, long born) {
    /** Whether entries after a stamp are no longer kept. */
    public boolean isTrimmedAfter(long stamp) {
        return horizon > born && stamp < horizon;
    }

    /**
     * Whether a history at this position must be given rows: it is within them already, or the log has lost what comes
     * next. One that has not begun has lost nothing as long as the log is whole.
     */
    public boolean isBehind(Cursor position) {
        if (position.value() == 0) {
            return isTrimmedAfter(0);
        }
        return position.isInSnapshot() || position.stamp() < horizon;
    }
}
