package io.lakesync.it.fault;

import io.lakesync.api.delta.Delta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What clients of one gateway have sent, as they know it themselves. Safe for use by several threads. */
final class Ledger {
    private final Set<Push> open = new LinkedHashSet<>();
    private final List<Push> acknowledged = new ArrayList<>();

    synchronized void send(Push push) {
        open.add(push);
    }

    synchronized void acknowledge(Push push) {
        open.remove(push);
        acknowledged.add(push);
    }

    /** Sent, and nobody knows what became of them. */
    synchronized List<Push> open() {
        return List.copyOf(open);
    }

    synchronized List<Push> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** The delta that the shared row ends with, as soon as nothing is open. */
    Delta winner() {
        return acknowledged().stream()
                .flatMap(push -> push.deltas().stream())
                .filter(delta -> delta.row().equals(Push.SHARED))
                .max(Comparator.comparing(Delta::hlc).thenComparing(Delta::clientId))
                .orElseThrow();
    }

    /** What a table must hold as soon as nothing is open: the name of a push by row id. */
    Map<String, String> rows() {
        var rows = new TreeMap<String, String>();
        var winner = winner();
        for (var push : acknowledged()) {
            for (var delta : push.deltas()) {
                if (!Push.isBad(delta) && !delta.row().equals(Push.SHARED)) {
                    rows.put(delta.row().rowId(), push.name());
                } else if (delta.equals(winner)) {
                    rows.put(Push.SHARED.rowId(), push.name());
                }
            }
        }
        return rows;
    }
}
