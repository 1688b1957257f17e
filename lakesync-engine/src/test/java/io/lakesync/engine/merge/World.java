package io.lakesync.engine.merge;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A small random world: three clients, four timestamps, three columns, few values, so that ties of every kind are
 * frequent. Some worlds have timestamps beyond 2^63, some clients whom UTF-16 and code points order differently.
 */
final class World {
    private static final List<List<String>> CLIENTS =
            List.of(List.of("ann", "ben", "cho"), List.of("ann", "\uFF5Eben", "\uD83D\uDE00cho"));
    private static final List<List<Long>> TIMES =
            List.of(List.of(1L, 2L, 3L, 4L), List.of(1L, Long.MAX_VALUE, Long.MIN_VALUE, -1L));
    private static final List<String> VALUES =
            List.of("1", "10", "null", "\"x\"", "\"\uFF5E\"", "\"\uD83D\uDE00\"", "{\"k\":[1]}");
    private static final List<String> COLUMNS = List.of("a", "b", "c");

    private final Random random;
    private final List<String> clients;
    private final List<Long> times;

    World(long seed) {
        random = new Random(seed);
        clients = any(CLIENTS);
        times = any(TIMES);
    }

    /** Up to {@code max} deltas of one row. */
    List<Delta> deltas(int max) {
        return IntStream.range(0, random.nextInt(max + 1))
                .mapToObj(i -> delta())
                .toList();
    }

    Delta delta() {
        DeltaOp op = any(List.of(DeltaOp.INSERT, DeltaOp.UPDATE, DeltaOp.UPDATE, DeltaOp.DELETE));
        List<String> columns = new ArrayList<>();
        for (int count = op == DeltaOp.DELETE ? 0 : random.nextInt(4); count > 0; count--) {
            columns.add(any(COLUMNS));
            columns.add(any(VALUES));
        }
        return Todos.delta(op, any(clients), any(times), columns.toArray(String[]::new));
    }

    /** All of them in any order, some more than once. */
    List<Delta> arrivals(List<Delta> deltas) {
        List<Delta> arrivals = new ArrayList<>(deltas);
        deltas.stream().filter(delta -> random.nextInt(3) == 0).forEach(arrivals::add);
        Collections.shuffle(arrivals, random);
        return arrivals;
    }

    /** The list cut into pieces, some of them empty. */
    List<List<Delta>> pieces(List<Delta> deltas) {
        List<List<Delta>> pieces = new ArrayList<>();
        int from = 0;
        while (from < deltas.size()) {
            int to = from + random.nextInt(deltas.size() - from + 1);
            pieces.add(deltas.subList(from, to));
            from = to;
        }
        return pieces;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
