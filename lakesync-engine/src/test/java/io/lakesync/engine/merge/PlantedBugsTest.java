package io.lakesync.engine.merge;

import static org.junit.jupiter.api.Named.named;

import io.lakesync.api.Planted;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of merging are worth what they notice. */
class PlantedBugsTest {
    @ParameterizedTest
    @MethodSource
    void every_law_notices_a_planted_bug(LongConsumer law) {
        Planted.requireNoticed(law);
    }

    static Stream<Named<LongConsumer>> every_law_notices_a_planted_bug() {
        return Stream.of(
                named(
                        "merging, where the last arrival wins ties",
                        seed -> MergeProperties.requireCommutative(
                                seed, deltas -> PlantedBugs.with(PlantedBugs.Bug.LAST_ARRIVAL_WINS_TIES, deltas))),
                named(
                        "repetition, where every merge makes another state",
                        seed -> MergeProperties.requireOnce(
                                seed, (state, delta) -> MergeProperties.reloaded(state.merge(delta)))),
                named(
                        "joining, without tombstones",
                        seed -> MergeProperties.requireJoins(seed, PlantedBugsTest::withoutTombstone)),
                named(
                        "splits, where cells are forgotten between pushes",
                        seed -> MergeProperties.requireSplits(seed, PlantedBugsTest::withoutCells)),
                named(
                        "the way back, under the newest timestamp",
                        seed -> MergeProperties.requireWayBack(seed, PlantedBugsTest::underTheNewest)),
                named(
                        "what is received, under the newest timestamp",
                        seed -> MergeProperties.requireReceived(seed, PlantedBugsTest::underTheNewest)),
                named(
                        "absorption, of what is held only",
                        seed -> MergeProperties.requireAbsorbed(seed, RowState::holds)),
                named(
                        "what is held, by absorption",
                        seed -> MergeProperties.requireHeld(seed, MergeProperties::isAbsorbed)));
    }

    private static List<Delta> withoutTombstone(RowState state) {
        return MergeProperties.sent(state).stream()
                .filter(delta -> delta.op() != DeltaOp.DELETE)
                .toList();
    }

    private static List<Delta> underTheNewest(RowState state) {
        var deltas = MergeProperties.sent(state);
        return deltas.stream()
                .map(delta -> new Delta(
                        delta.op(),
                        delta.row(),
                        delta.clientId(),
                        delta.columns(),
                        deltas.get(deltas.size() - 1).hlc(),
                        ""))
                .toList();
    }

    private static RowState withoutCells(RowState state) {
        return new RowState(Map.of(), state.existence(), state.tombstone());
    }
}
