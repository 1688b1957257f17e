package io.lakesync.engine.merge;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A plain fold with faults to order: without any it is right, with each of them the laws must notice. */
final class PlantedBugs {
    enum Bug {
        SIGNED_TIMESTAMPS,
        CLIENTS_BY_CODE_POINT,
        LAST_ARRIVAL_WINS_TIES,
        FIRST_ARRIVAL_WINS_TIES,
        VALUES_BY_UTF16,
        ROW_CARRIES_ONE_STAMP,
        UPDATE_SETS_NO_MARK,
        NO_MARK_WITHOUT_COLUMNS,
        DELETE_LOSES_TO_ITS_OWN_WRITER,
        DELETE_DROPS_CELLS,
        DEAD_ROW_REFUSES_OLDER_CELLS,
        REVIVAL_BRINGS_CELLS_BACK,
        TOMBSTONE_BY_ARRIVAL
    }

    private record Stamp(long hlc, String client) {
        @Override
        public String toString() {
            return Long.toUnsignedString(hlc) + "/" + client;
        }
    }

    private record Held(Stamp stamp, String json) {}

    private final Set<Bug> bugs;
    private final Map<String, Held> cells = new TreeMap<>();
    private Stamp mark;
    private Stamp grave;

    private PlantedBugs(Set<Bug> bugs) {
        this.bugs = bugs;
    }

    static Picture faultless(Collection<Delta> arrivals) {
        return fold(EnumSet.noneOf(Bug.class), arrivals);
    }

    static Picture with(Bug bug, Collection<Delta> arrivals) {
        return fold(EnumSet.of(bug), arrivals);
    }

    private static Picture fold(Set<Bug> bugs, Collection<Delta> arrivals) {
        PlantedBugs fold = new PlantedBugs(bugs);
        arrivals.forEach(fold::apply);
        return fold.picture();
    }

    private void apply(Delta delta) {
        Stamp stamp = new Stamp(delta.hlc().bits(), delta.clientId());
        if (delta.op() == DeltaOp.DELETE) {
            bury(stamp);
        } else {
            write(delta, stamp);
        }
    }

    private void bury(Stamp stamp) {
        grave = grave == null || has(Bug.TOMBSTONE_BY_ARRIVAL) || order(stamp, grave) > 0 ? stamp : grave;
        if (has(Bug.DELETE_DROPS_CELLS)) {
            cells.values().removeIf(held -> order(held.stamp(), grave) <= 0);
        }
    }

    private void write(Delta delta, Stamp stamp) {
        boolean marks = !(has(Bug.UPDATE_SETS_NO_MARK) && delta.op() == DeltaOp.UPDATE)
                && !(has(Bug.NO_MARK_WITHOUT_COLUMNS) && delta.columns().isEmpty());
        if (has(Bug.DEAD_ROW_REFUSES_OLDER_CELLS) && grave != null && order(stamp, grave) <= 0) {
            return;
        }
        for (ColumnValue column : delta.columns()) {
            write(column.column(), new Held(stamp, column.value().text()));
        }
        mark = marks && (mark == null || order(stamp, mark) > 0) ? stamp : mark;
        if (has(Bug.ROW_CARRIES_ONE_STAMP)) {
            cells.replaceAll((name, held) -> new Held(mark, held.json()));
        }
    }

    private void write(String column, Held written) {
        Held held = cells.get(column);
        if (held == null || order(written, held) > 0) {
            cells.put(column, written);
        }
    }

    private int order(Held written, Held held) {
        int byStamp = order(written.stamp(), held.stamp());
        if (byStamp != 0) {
            return byStamp;
        }
        if (has(Bug.LAST_ARRIVAL_WINS_TIES) || has(Bug.FIRST_ARRIVAL_WINS_TIES)) {
            return has(Bug.LAST_ARRIVAL_WINS_TIES) ? 1 : -1;
        }
        return has(Bug.VALUES_BY_UTF16)
                ? written.json().compareTo(held.json())
                : byCodePoint().compare(written.json(), held.json());
    }

    private int order(Stamp one, Stamp other) {
        int byTime = has(Bug.SIGNED_TIMESTAMPS)
                ? Long.compare(one.hlc(), other.hlc())
                : Long.compareUnsigned(one.hlc(), other.hlc());
        return byTime != 0
                ? byTime
                : has(Bug.CLIENTS_BY_CODE_POINT)
                        ? byCodePoint().compare(one.client(), other.client())
                        : one.client().compareTo(other.client());
    }

    private static Comparator<String> byCodePoint() {
        return Comparator.comparing(text -> text.codePoints().toArray(), java.util.Arrays::compare);
    }

    private Picture picture() {
        boolean alive = mark != null && isAboveGrave(mark);
        Map<String, String> texts = new TreeMap<>();
        Map<String, String> image = new TreeMap<>();
        cells.forEach((name, held) -> {
            texts.put(name, held.stamp() + "/" + held.json());
            if (alive && (isAboveGrave(held.stamp()) || has(Bug.REVIVAL_BRINGS_CELLS_BACK))) {
                image.put(name, held.json());
            }
        });
        return new Picture(texts, text(mark), text(grave), alive, image);
    }

    private boolean isAboveGrave(Stamp stamp) {
        int order = grave == null ? 1 : order(stamp, grave);
        return order > 0 || (order == 0 && has(Bug.DELETE_LOSES_TO_ITS_OWN_WRITER));
    }

    private boolean has(Bug bug) {
        return bugs.contains(bug);
    }

    private static String text(Stamp stamp) {
        return stamp == null ? "-" : stamp.toString();
    }
}
