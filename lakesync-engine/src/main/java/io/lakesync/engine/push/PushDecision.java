package io.lakesync.engine.push;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.log.RowSize;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.merge.RowState;
import io.lakesync.engine.push.PushPlan.Held;
import io.lakesync.engine.rules.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Judges one push against the rows that it touches. Schema first, delta by delta; then the write rules, each row once,
 * as it was before and as it is after all its good deltas; what remains is merged in the order in which it was pushed.
 */
public final class PushDecision {
    private final PushTerms terms;
    private final View view;
    private final Map<RowKey, StoredRow> rows;
    private final BooleanSupplier isServedAsNow;
    private final List<Held> held = new ArrayList<>();

    private PushDecision(PushTerms terms, View view, Map<RowKey, StoredRow> rows, BooleanSupplier isServedAsNow) {
        this.terms = terms;
        this.view = view;
        this.rows = rows;
        this.isServedAsNow = isServedAsNow;
    }

    /** The push of a replica that was served last under the view it is judged by. */
    public static PushPlan decide(PushTerms terms, View view, PushRequest push, Map<RowKey, StoredRow> rows) {
        return decide(terms, view, push, rows, () -> true);
    }

    /**
     * @param view the caller's
     * @param rows the stored rows that the push touches; a missing one was never written
     * @param isServedAsNow as {@link Replicas#areServedAsNow}
     * @throws SyncException SCHEMA_ERROR, PAYLOAD_TOO_LARGE or FORBIDDEN when the client wants bad deltas refused
     */
    public static PushPlan decide(
            PushTerms terms, View view, PushRequest push, Map<RowKey, StoredRow> rows, BooleanSupplier isServedAsNow) {
        var decision = new PushDecision(terms, view, rows, isServedAsNow);
        var refusals = decision.judge(push.deltas());
        if (!refusals.isEmpty() && push.capabilities().contains(Capability.REJECT)) {
            throw refusal(refusals);
        }
        return decision.append(push);
    }

    private List<Held> judge(List<Delta> deltas) {
        var schemaCheck = new SchemaCheck(terms.schemas());
        var byRow = new LinkedHashMap<RowKey, List<Integer>>();
        for (int i = 0; i < deltas.size(); i++) {
            var problem = schemaCheck.problemOf(deltas.get(i));
            if (problem.isPresent()) {
                held.add(new Held(i, deltas.get(i), SyncFailure.SCHEMA_ERROR, problem.get()));
            } else {
                byRow.computeIfAbsent(deltas.get(i).row(), k -> new ArrayList<>())
                        .add(i);
            }
        }
        byRow.forEach((row, indexes) -> judgeRow(row, indexes, deltas));
        held.sort((a, b) -> Integer.compare(a.index(), b.index()));
        return held;
    }

    private void judgeRow(RowKey key, List<Integer> indexes, List<Delta> deltas) {
        var before = stored(key);
        var after = before.state();
        for (int index : indexes) {
            after = after.merge(deltas.get(index));
        }
        if (!RowGuard.mayWrite(view, key, before.state(), after)) {
            holdAll(indexes, deltas, SyncFailure.FORBIDDEN, "the sync rules do not let this caller write this row");
        } else if (after != before.state() && outgrows(new StoredRow(key, 0, after, before.earlier()), before)) {
            var message = "a row holds at most %d columns and %d bytes"
                    .formatted(TableSchema.COLUMNS_MAX, terms.rowBytesMax());
            holdAll(indexes, deltas, SyncFailure.PAYLOAD_TOO_LARGE, message);
        }
    }

    /** A row that is too large already, by earlier values that rules name, may still be deleted, and must not grow. */
    private boolean outgrows(StoredRow after, StoredRow before) {
        if (after.state().cells().size() > TableSchema.COLUMNS_MAX) {
            return true;
        }
        long size = RowSize.of(after);
        return size > terms.rowBytesMax() && size > RowSize.of(before);
    }

    private void holdAll(List<Integer> indexes, List<Delta> deltas, SyncFailure reason, String message) {
        indexes.forEach(i -> held.add(new Held(i, deltas.get(i), reason, message)));
    }

    private PushPlan append(PushRequest push) {
        var appended = new Appended(terms, this::isInLine, this::isSeen, push.clientId(), this::stored);
        int nextHeld = 0;
        for (int i = 0; i < push.deltas().size(); i++) {
            var delta = push.deltas().get(i);
            if (nextHeld < held.size() && held.get(nextHeld).index() == i) {
                nextHeld++;
                appended.echo(delta.row());
            } else {
                appended.merge(delta);
            }
        }
        return new PushPlan(appended.entries(), appended.changedRows(), held);
    }

    /** Whether the sender, if it shows this row once more, shows what its view has or what it will be told. */
    private boolean isInLine(StoredRow row) {
        var state = row.state();
        return state.isAlive() && isSeen(row.key(), state);
    }

    /** Whether the sender sees a row that it has made, or saw it before its end, under a view that it was served under. */
    private boolean isSeen(RowKey key, RowState state) {
        var image = state.isAlive() ? state.image() : state.lastImage();
        return view.sees(key.table(), image) && isServedAsNow.getAsBoolean();
    }

    private StoredRow stored(RowKey key) {
        return rows.getOrDefault(key, StoredRow.unwritten(key));
    }

    private static SyncException refusal(List<Held> held) {
        var details = held.stream()
                .map(h -> new FailureDetail(h.index(), h.reason(), h.message()))
                .toList();
        var first = held.get(0);
        return new SyncException(first.reason(), "delta %d: %s".formatted(first.index(), first.message()), details);
    }
}
