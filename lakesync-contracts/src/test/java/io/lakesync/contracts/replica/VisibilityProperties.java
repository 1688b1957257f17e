package io.lakesync.contracts.replica;

import io.lakesync.api.Seeds;
import io.lakesync.engine.pull.Trail;

class VisibilityProperties {
    private static final int STEPS = 160;

    @Seeds
    void whatever_changes_everybody_ends_with_exactly_their_view_and_is_told_of_nothing_else(long seed) {
        end(new ShiftingWorld(seed, Trail.SERVED_MAX, true));
    }

    @Seeds
    void who_was_served_under_more_views_than_are_kept_does_too(long seed) {
        end(new ShiftingWorld(seed, 2, false));
    }

    private static void end(ShiftingWorld world) {
        world.live(STEPS);
        world.settle();
        world.requireExactViews();
    }
}
