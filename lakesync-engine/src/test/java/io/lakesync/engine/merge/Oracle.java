package io.lakesync.engine.merge;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a set of deltas comes to, said in another way than the engine says it: no fold, but the greatest of all writes of
 * each register. Shares no code with the engine.
 */
final class Oracle {
    private record Write(String column, String hlc, String client, String json) {
        String stamp() {
            return hlc + "/" + client;
        }
    }

    private static final Comparator<Write> BY_STAMP = Comparator.comparing((Write w) -> new BigInteger(w.hlc()))
            .thenComparing(w -> utf16(w.client()), Arrays::compare);
    private static final Comparator<Write> ORDER =
            BY_STAMP.thenComparing(w -> w.json().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private Oracle() {}

    static Picture picture(Collection<Delta> deltas) {
        Optional<Write> mark = greatest(deltas, delta -> delta.op() != DeltaOp.DELETE);
        Optional<Write> grave = greatest(deltas, delta -> delta.op() == DeltaOp.DELETE);
        boolean alive = mark.isPresent() && isAbove(mark.get(), grave);
        Map<String, String> cells = new TreeMap<>();
        Map<String, String> image = new TreeMap<>();
        Stream.of("a", "b", "c").forEach(column -> writes(deltas)
                .filter(write -> write.column().equals(column))
                .max(ORDER)
                .ifPresent(write -> {
                    cells.put(column, write.stamp() + "/" + write.json());
                    if (alive && isAbove(write, grave)) {
                        image.put(column, write.json());
                    }
                }));
        return new Picture(
                cells,
                mark.map(Write::stamp).orElse("-"),
                grave.map(Write::stamp).orElse("-"),
                alive,
                image);
    }

    private static boolean isAbove(Write write, Optional<Write> grave) {
        return grave.isEmpty() || BY_STAMP.compare(write, grave.get()) > 0;
    }

    private static Optional<Write> greatest(Collection<Delta> deltas, Predicate<Delta> kind) {
        return deltas.stream()
                .filter(kind)
                .map(delta -> new Write("", delta.hlc().toString(), delta.clientId(), ""))
                .max(BY_STAMP);
    }

    private static Stream<Write> writes(Collection<Delta> deltas) {
        return deltas.stream().filter(delta -> delta.op() != DeltaOp.DELETE).flatMap(delta -> delta.columns().stream()
                .map(c -> new Write(
                        c.column(),
                        delta.hlc().toString(),
                        delta.clientId(),
                        c.value().text())));
    }

    private static int[] utf16(String text) {
        return text.chars().toArray();
    }
}
