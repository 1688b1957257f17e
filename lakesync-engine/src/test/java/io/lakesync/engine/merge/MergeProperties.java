package io.lakesync.engine.merge;

import static io.lakesync.engine.merge.Todos.ROW;
import static io.lakesync.engine.merge.Todos.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.Seeds;
import io.lakesync.api.delta.Delta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of semantics: order, repetition and grouping of deltas never matter. */
class MergeProperties {
    private static final int DELTAS_MAX = 12;
    private static final int SHUFFLES = 5;

    @Seeds
    void merging_is_commutative(long seed) {
        World world = new World(seed);
        RowState state = fold(world.deltas(DELTAS_MAX));
        Delta one = world.delta();
        Delta other = world.delta();

        assertThat(state.merge(one).merge(other)).isEqualTo(state.merge(other).merge(one));
    }

    @Seeds
    void joining_is_associative_and_commutative(long seed) {
        World world = new World(seed);
        RowState x = fold(world.deltas(4));
        RowState y = fold(world.deltas(4));
        RowState z = fold(world.deltas(4));

        assertThat(join(join(x, y), z)).isEqualTo(join(x, join(y, z)));
        assertThat(join(x, y)).isEqualTo(join(y, x));
        assertThat(join(x, x)).isEqualTo(x);
    }

    @Seeds
    void a_delta_merged_twice_is_absorbed(long seed) {
        World world = new World(seed);
        RowState once = fold(world.deltas(DELTAS_MAX)).merge(world.delta());
        Delta delta = world.delta();
        RowState twice = once.merge(delta);

        assertThat(twice.merge(delta)).isSameAs(twice);
    }

    @Seeds
    void any_shuffle_with_duplicates_gives_what_the_oracle_says(long seed) {
        assertThat(disagreements(seed, deltas -> Picture.of(fold(deltas)))).isEmpty();
    }

    @Seeds
    void a_fold_without_planted_bug_agrees_too(long seed) {
        assertThat(disagreements(seed, PlantedBugs::faultless)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_planted_bug_is_noticed(PlantedBugs.Bug bug) {
        assertThat(LongStream.range(0, 200).boxed())
                .anySatisfy(seed -> assertThat(disagreements(seed, deltas -> PlantedBugs.with(bug, deltas)))
                        .isNotEmpty());
    }

    @Seeds
    void the_state_does_not_depend_on_how_deltas_are_split_into_pushes(long seed) {
        World world = new World(seed);
        List<Delta> deltas = world.deltas(DELTAS_MAX);
        RowState stored = RowState.EMPTY;
        List<RowState> alone = new ArrayList<>();
        for (List<Delta> push : world.pieces(world.arrivals(deltas))) {
            stored = reloaded(Todos.join(stored, push));
            alone.add(fold(push));
        }

        assertThat(stored).isEqualTo(fold(deltas));
        assertThat(alone.stream().reduce(RowState.EMPTY, MergeProperties::join)).isEqualTo(stored);
    }

    @Seeds
    void the_deltas_of_a_state_lead_back_to_it_in_any_order(long seed) {
        World world = new World(seed);
        RowState state = fold(world.deltas(DELTAS_MAX));
        List<Delta> deltas = state.deltas(ROW);

        assertThat(fold(deltas)).isEqualTo(state).hasSameHashCodeAs(state);
        assertThat(fold(world.arrivals(deltas))).isEqualTo(state);
        assertThat(deltas.stream().map(Writer::of)).isSorted();
    }

    /** Also the mark: a cell sent on as UPDATE must not lift it. */
    @Seeds
    void a_receiver_that_holds_something_else_ends_as_if_it_had_seen_the_pushed_deltas(long seed) {
        World world = new World(seed);
        List<Delta> pushed = world.deltas(DELTAS_MAX);
        List<Delta> received = world.deltas(4);
        List<Delta> both = new ArrayList<>(pushed);
        both.addAll(received);

        assertThat(Picture.of(join(fold(received), fold(pushed)))).isEqualTo(Oracle.picture(both));
    }

    @Seeds
    void a_delta_is_absorbed_exactly_when_it_adds_nothing(long seed) {
        World world = new World(seed);
        List<Delta> before = world.deltas(DELTAS_MAX);
        Delta delta = world.delta();
        List<Delta> after = new ArrayList<>(before);
        after.add(delta);
        RowState state = fold(before);

        assertThat(state.merge(delta) == state).isEqualTo(Oracle.picture(before).equals(Oracle.picture(after)));
    }

    @Seeds
    void a_delta_is_held_exactly_when_it_is_the_greatest_write_of_all_its_registers(long seed) {
        World world = new World(seed);
        List<Delta> deltas = world.deltas(DELTAS_MAX);
        Picture picture = Oracle.picture(deltas);
        RowState state = fold(deltas);

        Stream.concat(deltas.stream(), Stream.of(world.delta()))
                .forEach(delta -> assertThat(state.holds(delta)).isEqualTo(picture.holds(delta)));
    }

    private static RowState join(RowState one, RowState other) {
        return Todos.join(one, other.deltas(ROW));
    }

    private static RowState reloaded(RowState state) {
        return new RowState(new HashMap<>(state.cells()), state.existence(), state.tombstone());
    }

    private static List<String> disagreements(long seed, Function<Collection<Delta>, Picture> fold) {
        World world = new World(seed);
        List<Delta> deltas = world.deltas(DELTAS_MAX);
        Picture expected = Oracle.picture(deltas);
        return Stream.generate(() -> world.arrivals(deltas))
                .limit(SHUFFLES)
                .filter(arrivals -> !fold.apply(arrivals).equals(expected))
                .map(arrivals -> arrivals + " gave " + fold.apply(arrivals) + " instead of " + expected)
                .toList();
    }
}
