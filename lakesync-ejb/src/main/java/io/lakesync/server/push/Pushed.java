package io.lakesync.server.push;

import static java.util.Objects.requireNonNull;

import io.lakesync.engine.push.PushPlan;

/**
 * A push that was carried out.
 *
 * @param stamp of its last entry, or the head when nothing was appended
 */
public record Pushed(PushPlan plan, long stamp, long rulesVersion) {
    public Pushed {
        requireNonNull(plan, "plan");
    }
}
