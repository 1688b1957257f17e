package io.lakesync.engine.merge;

import static io.lakesync.engine.merge.Todos.ROW;
import static io.lakesync.engine.merge.Todos.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.Planted;
import io.lakesync.api.Seeds;
import io.lakesync.api.delta.Delta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of semantics: order, repetition and grouping of deltas never matter. */
class MergeProperties {
    private static final int DELTAS_MAX = 12;
    private static final int SHUFFLES = 5;

    @Seeds
    void merging_is_commutative(long seed) {
        requireCommutative(seed, Todos::fold);
    }

    static void requireCommutative(long seed, Function<Collection<Delta>, ?> fold) {
        World world = new World(seed);
        List<Delta> deltas = world.deltas(DELTAS_MAX);
        Delta one = world.delta();
        Delta other = world.delta();

        assertThat(fold.apply(with(deltas, one, other))).isEqualTo(fold.apply(with(deltas, other, one)));
    }

    @Seeds
    void joining_is_associative_and_commutative(long seed) {
        requireJoins(seed, MergeProperties::sent);
    }

    /** @param sent what a state is sent as to who joins it */
    static void requireJoins(long seed, Function<RowState, List<Delta>> sent) {
        World world = new World(seed);
        RowState x = fold(world.deltas(4));
        RowState y = fold(world.deltas(4));
        RowState z = fold(world.deltas(4));

        BinaryOperator<RowState> join = (one, other) -> Todos.join(one, sent.apply(other));
        assertThat(join.apply(join.apply(x, y), z)).isEqualTo(join.apply(x, join.apply(y, z)));
        assertThat(join.apply(x, y)).isEqualTo(join.apply(y, x));
        assertThat(join.apply(x, x)).isEqualTo(x);
    }

    @Seeds
    void a_delta_merged_twice_is_absorbed(long seed) {
        requireOnce(seed, RowState::merge);
    }

    static void requireOnce(long seed, BiFunction<RowState, Delta, RowState> merge) {
        World world = new World(seed);
        RowState before = fold(world.deltas(DELTAS_MAX)).merge(world.delta());
        Delta delta = world.delta();
        RowState once = merge.apply(before, delta);

        assertThat(merge.apply(once, delta)).isSameAs(once);
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
        Planted.requireNoticed(seed -> assertThat(disagreements(seed, deltas -> PlantedBugs.with(bug, deltas)))
                .isEmpty());
    }

    @Seeds
    void the_state_does_not_depend_on_how_deltas_are_split_into_pushes(long seed) {
        requireSplits(seed, MergeProperties::reloaded);
    }

    /** @param reloaded what a state is between two pushes */
    static void requireSplits(long seed, UnaryOperator<RowState> reloaded) {
        World world = new World(seed);
        List<Delta> deltas = world.deltas(DELTAS_MAX);
        RowState stored = RowState.EMPTY;
        List<RowState> alone = new ArrayList<>();
        for (List<Delta> push : world.pieces(world.arrivals(deltas))) {
            stored = reloaded.apply(Todos.join(stored, push));
            alone.add(fold(push));
        }

        assertThat(stored).isEqualTo(fold(deltas));
        assertThat(alone.stream().reduce(RowState.EMPTY, MergeProperties::join)).isEqualTo(stored);
    }

    @Seeds
    void the_deltas_of_a_state_lead_back_to_it_in_any_order(long seed) {
        requireWayBack(seed, MergeProperties::sent);
    }

    static void requireWayBack(long seed, Function<RowState, List<Delta>> sent) {
        World world = new World(seed);
        RowState state = fold(world.deltas(DELTAS_MAX));
        List<Delta> deltas = sent.apply(state);

        assertThat(fold(deltas)).isEqualTo(state).hasSameHashCodeAs(state);
        assertThat(fold(world.arrivals(deltas))).isEqualTo(state);
        assertThat(deltas.stream().map(Writer::of)).isSorted();
    }

    /** Also the mark: a cell sent on as UPDATE must not lift it. */
    @Seeds
    void a_receiver_that_holds_something_else_ends_as_if_it_had_seen_the_pushed_deltas(long seed) {
        requireReceived(seed, MergeProperties::sent);
    }

    static void requireReceived(long seed, Function<RowState, List<Delta>> sent) {
        World world = new World(seed);
        List<Delta> pushed = world.deltas(DELTAS_MAX);
        List<Delta> received = world.deltas(4);
        List<Delta> both = new ArrayList<>(pushed);
        both.addAll(received);

        assertThat(Picture.of(Todos.join(fold(received), sent.apply(fold(pushed)))))
                .isEqualTo(Oracle.picture(both));
    }

    @Seeds
    void a_delta_is_absorbed_exactly_when_it_adds_nothing(long seed) {
        requireAbsorbed(seed, MergeProperties::isAbsorbed);
    }

    static void requireAbsorbed(long seed, BiPredicate<RowState, Delta> isAbsorbed) {
        World world = new World(seed);
        List<Delta> before = world.deltas(DELTAS_MAX);
        Delta delta = world.delta();
        List<Delta> after = with(before, delta);
        RowState state = fold(before);

        assertThat(isAbsorbed.test(state, delta))
                .isEqualTo(Oracle.picture(before).equals(Oracle.picture(after)));
    }

    @Seeds
    void a_delta_is_held_exactly_when_it_is_the_greatest_write_of_all_its_registers(long seed) {
        requireHeld(seed, RowState::holds);
    }

    static void requireHeld(long seed, BiPredicate<RowState, Delta> isHeld) {
        World world = new World(seed);
        List<Delta> deltas = world.deltas(DELTAS_MAX);
        Picture picture = Oracle.picture(deltas);
        RowState state = fold(deltas);

        Stream.concat(deltas.stream(), Stream.of(world.delta()))
                .forEach(delta -> assertThat(isHeld.test(state, delta)).isEqualTo(picture.holds(delta)));
    }

    static List<Delta> sent(RowState state) {
        return state.deltas(ROW);
    }

    static boolean isAbsorbed(RowState state, Delta delta) {
        return state.merge(delta) == state;
    }

    private static List<Delta> with(List<Delta> deltas, Delta... more) {
        return Stream.concat(deltas.stream(), Stream.of(more)).toList();
    }

    private static RowState join(RowState one, RowState other) {
        return Todos.join(one, other.deltas(ROW));
    }

    static RowState reloaded(RowState state) {
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
