package io.lakesync.server.follower;

import io.lakesync.api.gateway.GatewayStatus.FollowerStatus;
import io.lakesync.server.follower.Followed.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** How one follower is doing on this node. Advanced by one task at a time, read by anybody. */
final class Run {
    private final Followed who;
    private final Walk<?> walk;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile Instant atHead;

    Run(Followed who, Walk<?> walk, Instant now) {
        this.who = who;
        this.walk = walk;
        this.atHead = now;
    }

    Followed who() {
        return who;
    }

    /**
     * Claims the follower for one task; false when it must wait after a failure, or when another task has it, which is
     * then asked to go on.
     */
    boolean begin(Instant now) {
        wanted.set(true);
        return !walk.isResting(now) && busy.compareAndSet(false, true);
    }

    /** @return whether somebody has asked for another task since the last step began */
    boolean end() {
        busy.set(false);
        return wanted.get();
    }

    /** Takes one step. @return whether there may be another */
    boolean advance(Instant now) {
        wanted.set(false);
        boolean more = walk.step();
        if (walk.isAtHead()) {
            atHead = now;
        }
        return more;
    }

    /** What the other nodes are told; empty while another one moves it. */
    Optional<Standing> standing() {
        var epoch = walk.lease();
        return epoch.isEmpty()
                ? Optional.empty()
                : Optional.of(new Standing(who, epoch.getAsLong(), walk.position(), walk.problem()));
    }

    FollowerStatus status(Instant now) {
        return new FollowerStatus(
                who.follower(), walk.position(), OptionalLong.of(lag(now).toMillis()), walk.problem());
    }

    /** Age of the oldest entry that it has not passed; not more than an estimate. */
    Duration lag(Instant now) {
        var since = Duration.between(atHead, now);
        return walk.isAtHead() || since.isNegative() ? Duration.ZERO : since;
    }
}
