package io.lakesync.contracts.replica;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.Hlc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes people edit a few rows, with clocks of their own: they differ by some ticks and never go back. */
final class Author {
    private static final int TICKS_APART = 3;
    private static final int SKEW_MAX = 7;

    private final Random random;
    private final List<String> people;
    private final int ahead;
    private final int rows;
    private final int deletesOneIn;
    private final Map<String, Hlc> clocks = new HashMap<>();
    private int tick = 1;

    /**
     * @param ahead of how many ticks the first clock is ahead
     * @param deletesOneIn how many edits of a row that exists go to one DELETE
     */
    Author(Random random, List<String> people, int ahead, int rows, int deletesOneIn) {
        this.random = random;
        this.people = people;
        this.ahead = ahead;
        this.rows = rows;
        this.deletesOneIn = deletesOneIn;
    }

    void edit(Device device, Values values) {
        var key = new RowKey("todos", "r" + random.nextInt(rows));
        boolean exists = device.rows().containsKey(key);
        if (exists && random.nextInt(deletesOneIn) == 0) {
            device.edit(delta(device.name(), DeltaOp.DELETE, key, List.of()));
        } else {
            var op = exists ? DeltaOp.UPDATE : DeltaOp.INSERT;
            device.edit(delta(device.name(), op, key, values.of(device, exists)));
        }
    }

    private Delta delta(String name, DeltaOp op, RowKey row, List<ColumnValue> values) {
        var draft = new Delta(op, row, name, values, now(name), "");
        return draft.withDeltaId(DeltaIds.of(draft));
    }

    private Hlc now(String name) {
        tick += random.nextInt(2);
        int skew = (people.indexOf(name) * TICKS_APART + ahead) % SKEW_MAX;
        var last = clocks.getOrDefault(name, Hlc.ZERO);
        var wall = Hlc.of(tick + (long) skew, 0);
        var now = wall.compareTo(last) > 0 ? wall : new Hlc(last.bits() + 1);
        clocks.put(name, now);
        return now;
    }

    /** What somebody writes into a row. */
    interface Values {
        List<ColumnValue> of(Device device, boolean exists);
    }
}
