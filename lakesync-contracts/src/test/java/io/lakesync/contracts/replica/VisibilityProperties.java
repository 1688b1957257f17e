package io.lakesync.contracts.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.Planted;
import io.lakesync.api.Seeds;
import io.lakesync.engine.log.Owed;
import io.lakesync.engine.pull.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VisibilityProperties {
    private static final int STEPS = 160;
    private static final int CROWDED_SEEDS = 30;
    private static final int FIRST_PULL = 100;

    @Seeds
    void whatever_changes_everybody_ends_with_exactly_their_view_and_is_told_of_nothing_else(long seed) {
        end(new ShiftingWorld(seed, Trail.SERVED_MAX, true));
    }

    @Seeds
    void who_was_served_under_more_views_than_are_kept_does_too(long seed) {
        end(new ShiftingWorld(seed, 2, false));
    }

    @Seeds
    void whoever_was_away_while_the_log_was_trimmed_does_too(long seed) {
        end(new ShiftingWorld(seed, Trail.SERVED_MAX, true, server -> new TrimmedGateway(server, seed)));
    }

    @Seeds
    void who_pushes_long_before_it_first_pulls_does_too(long seed) {
        end(pushingFirst(seed, owed -> true));
    }

    /** All others are told by the views that they were served under: who only pushed has none. */
    @Test
    void a_log_that_notes_nothing_of_what_its_trimmed_entries_owe_does_not_go_unnoticed() {
        Planted.requireNoticed(seed -> end(pushingFirst(seed, owed -> false)));
    }

    @Seeds
    void whoever_is_read_for_together_with_others_does_too(long seed) {
        end(new ShiftingWorld(seed, Trail.SERVED_MAX, true, CrowdedGateway::new));
    }

    /** Else the property above would say nothing. */
    @Test
    void sockets_are_in_fact_read_for_together() {
        var crowded = new ArrayList<CrowdedGateway>();
        for (long seed = 0; seed < CROWDED_SEEDS; seed++) {
            end(new ShiftingWorld(seed, Trail.SERVED_MAX, true, server -> added(crowded, new CrowdedGateway(server))));
        }
        assertThat(crowded.stream().mapToInt(CrowdedGateway::shared).sum()).isGreaterThan(CROWDED_SEEDS);
    }

    /** A property is worth what it notices: every fault that is planted between server and clients shows within some seeds. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HEARS_NOBODY_BEGIN")
    void no_planted_fault_goes_unnoticed(FaultyGateway.Fault fault) {
        Planted.requireNoticed(seed -> end(new ShiftingWorld(
                seed, Trail.SERVED_MAX, false, server -> new CrowdedGateway(new FaultyGateway(server, fault)))));
    }

    /** Nor where clients start again with old copies, the log is trimmed and few views are kept. */
    @ParameterizedTest
    @EnumSource(FaultyGateway.Fault.class)
    void no_planted_fault_hides_behind_old_copies_and_a_short_log(FaultyGateway.Fault fault) {
        Planted.requireNoticed(seed -> end(new ShiftingWorld(
                seed,
                2,
                true,
                server -> new CrowdedGateway(new FaultyGateway(new TrimmedGateway(server, seed), fault)))));
    }

    private static ShiftingWorld pushingFirst(long seed, Predicate<Owed> noted) {
        return new ShiftingWorld(seed, Trail.SERVED_MAX, false, server -> new TrimmedGateway(server, seed, noted))
                .pullingFrom(FIRST_PULL);
    }

    private static CrowdedGateway added(List<CrowdedGateway> all, CrowdedGateway one) {
        all.add(one);
        return one;
    }

    private static void end(ShiftingWorld world) {
        world.live(STEPS);
        world.settle();
        world.requireExactViews();
    }
}
