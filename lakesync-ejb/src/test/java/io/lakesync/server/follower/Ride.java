package io.lakesync.server.follower;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.follower.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One follower on one node, with a lease and a clock that the test turns, and dead letters in memory. */
public final class Ride implements Walk.Lease, Walk.Letters {
    private static final Pace PACE = new Pace(1000, Duration.ofSeconds(30));
    private static final int STEPS_MAX = 10_000;

    private final Follower<?> follower;
    private final Walk<?> walk;
    private final Map<Long, Letter> letters = new TreeMap<>();
    private List<Letter> wanted = List.of();
    private Instant now = Instant.ofEpochSecond(1_000_000);
    private OptionalLong epoch;

    /** @param epoch of the lease that its node holds; a claim gets a higher one */
    public Ride(Follower<?> follower, long epoch) {
        this.follower = follower;
        this.epoch = OptionalLong.of(epoch);
        this.walk = new Walk<>(follower, this, this, PACE, () -> now, () -> 0.5);
    }

    /**
     * Goes on until there is nothing more to carry, whatever pause it was in.
     *
     * @throws IllegalStateException with the problem when it got into one
     */
    public void advance() {
        now = now.plus(Duration.ofHours(1));
        for (int step = 0; walk.step(); step++) {
            if (step > STEPS_MAX) {
                throw new IllegalStateException("it never ends");
            }
        }
        if (!walk.problem().isEmpty()) {
            throw new IllegalStateException(walk.problem());
        }
    }

    /** One step, as its node takes it when it has the processor for so long. */
    public boolean step() {
        return walk.step();
    }

    public String problem() {
        return walk.problem();
    }

    public Cursor position() {
        return walk.position();
    }

    public List<Letter> letters() {
        return List.copyOf(letters.values());
    }

    /** An administrator wants all letters tried again. */
    public void replay() {
        wanted = letters();
    }

    /** Its node has lost the lease, and knows it. */
    public void loseLease() {
        epoch = OptionalLong.empty();
    }

    public void close() {
        follower.close();
    }

    @Override
    public OptionalLong epoch() {
        return epoch;
    }

    @Override
    public boolean claim(long above) {
        if (epoch.isEmpty()) {
            return false;
        }
        epoch = OptionalLong.of(Math.max(above, epoch.getAsLong()) + 1);
        return true;
    }

    @Override
    public void keep(Letter letter) {
        letters.put(letter.stamp(), letter);
        wanted = List.of();
    }

    @Override
    public void drop(Letter letter) {
        letters.remove(letter.stamp());
        wanted =
                wanted.stream().filter(other -> other.stamp() != letter.stamp()).toList();
    }

    @Override
    public List<Letter> wanted(GatewayId gateway, String name) {
        return wanted;
    }
}
