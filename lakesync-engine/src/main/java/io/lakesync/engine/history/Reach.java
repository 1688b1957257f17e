package io.lakesync.engine.history;

import io.lakesync.api.gateway.Cursor;

/**
 * How far back a log reaches.
 *
 * @param head its newest stamp
 * @param horizon the oldest stamp still kept
 * @param born the stamp that it began with
 */
public record Reach(long head, long horizon, long born) {
    /**
     * Whether a history at this position must be given rows: it is within them already, or the log has lost what comes
     * next. One that has not begun has lost nothing as long as the log is whole.
     */
    public boolean isBehind(Cursor position) {
        if (position.value() == 0) {
            return horizon > born;
        }
        return position.isInSnapshot() || position.stamp() < horizon;
    }
}
