package io.lakesync.api.hlc;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;

/** A plain clock with faults to order: without any it is right, with each of them the property must notice. */
final class PlantedClock implements HlcClockProperties.Ticking {
    enum Bug {
        GOES_BACK_WITH_THE_WALL,
        ISSUES_THE_SAME_TWICE,
        IGNORES_WHAT_IT_OBSERVES,
        OBSERVES_THE_WALL_ONLY,
        COUNTER_BEGINS_AGAIN
    }

    private final InstantSource physical;
    private final Set<Bug> bugs;
    private Hlc last = Hlc.ZERO;

    private PlantedClock(InstantSource physical, Set<Bug> bugs) {
        this.physical = physical;
        this.bugs = bugs;
    }

    static PlantedClock faultless(InstantSource physical) {
        return new PlantedClock(physical, EnumSet.noneOf(Bug.class));
    }

    static PlantedClock with(Bug bug, InstantSource physical) {
        return new PlantedClock(physical, EnumSet.of(bug));
    }

    @Override
    public Hlc issue() {
        var wall = Hlc.of(physical.millis(), 0);
        last = has(Bug.GOES_BACK_WITH_THE_WALL) || wall.compareTo(last) > 0 ? wall : after(last);
        return last;
    }

    @Override
    public Hlc observe(Hlc foreign) {
        HlcClock.requireNoDrift(foreign, physical.millis());
        var learnt = has(Bug.OBSERVES_THE_WALL_ONLY) ? Hlc.of(foreign.wallMillis(), 0) : foreign;
        if (!has(Bug.IGNORES_WHAT_IT_OBSERVES) && learnt.compareTo(last) > 0) {
            last = learnt;
        }
        return issue();
    }

    /** What overflows the counter is carried into the wall. */
    private Hlc after(Hlc earlier) {
        if (has(Bug.COUNTER_BEGINS_AGAIN) && earlier.counter() == Hlc.COUNTER_MAX) {
            return Hlc.of(earlier.wallMillis(), 0);
        }
        return new Hlc(earlier.bits() + (has(Bug.ISSUES_THE_SAME_TWICE) ? 0 : 1));
    }

    private boolean has(Bug bug) {
        return bugs.contains(bug);
    }
}
