package io.lakesync.engine.push;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.api.hlc.HlcClock;
import io.lakesync.api.schema.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a push must fulfil whoever sends it: each check names every offending delta before the next one runs. */
public final class PushChecks {
    private PushChecks() {}

    /**
     * Everything that can be judged without the log.
     *
     * @param subject the token's subject
     * @throws SyncException FORBIDDEN, VALIDATION_ERROR or SCHEMA_ERROR
     */
    public static void requireWellFormed(String subject, PushRequest push, int deltasMax) {
        if (!push.clientId().equals(subject)) {
            throw new SyncException(
                    SyncFailure.FORBIDDEN, "Client ID mismatch: push clientId does not match authenticated identity");
        }
        requireText("clientId", push.clientId(), Delta.CLIENT_ID_CHARS_MAX)
                .ifPresent(problem -> refuse(SyncFailure.VALIDATION_ERROR, problem, List.of()));
        requireAll(push.deltas(), SyncFailure.FORBIDDEN, delta -> foreign(delta, subject));
        if (push.deltas().size() > deltasMax) {
            refuse(
                    SyncFailure.VALIDATION_ERROR,
                    "a push holds at most %d deltas, this one has %d"
                            .formatted(deltasMax, push.deltas().size()),
                    List.of());
        }
        requireAll(push.deltas(), SyncFailure.SCHEMA_ERROR, PushChecks::badIdentifier);
        requireAll(push.deltas(), SyncFailure.VALIDATION_ERROR, PushChecks::badContent);
        requireNoContradiction(push.deltas());
    }

    /** @throws SyncException CLOCK_DRIFT naming every delta from too far in the future */
    public static void requireNoDrift(List<Delta> deltas, long nowMillis) {
        requireAll(deltas, SyncFailure.CLOCK_DRIFT, delta -> {
            long ahead = delta.hlc().wallMillis() - nowMillis;
            return ahead > HlcClock.DRIFT_MAX.toMillis() ? Optional.of(HlcClock.driftMessage(ahead)) : Optional.empty();
        });
    }

    private static Optional<String> foreign(Delta delta, String subject) {
        return delta.clientId().equals(subject)
                ? Optional.empty()
                : Optional.of("delta clientId does not match authenticated identity");
    }

    private static Optional<String> badIdentifier(Delta delta) {
        if (!Identifier.isValid(delta.row().table())) {
            return Optional.of("table is not an identifier (letter or _, then letters, digits, _; at most 64)");
        }
        return delta.columns().stream()
                .map(ColumnValue::column)
                .filter(name -> !Identifier.isValid(name))
                .findFirst()
                .map(name -> "column is not an identifier (letter or _, then letters, digits, _; at most 64)");
    }

    private static Optional<String> badContent(Delta delta) {
        if (delta.hlc().equals(Hlc.ZERO)) {
            return Optional.of("hlc must not be 0");
        }
        if (delta.op() == DeltaOp.DELETE && !delta.columns().isEmpty()) {
            return Optional.of("a DELETE has no columns");
        }
        var names = new HashSet<String>();
        for (var value : delta.columns()) {
            if (!names.add(value.column())) {
                return Optional.of("column %s appears twice".formatted(value.column()));
            }
        }
        return requireText("rowId", delta.row().rowId(), RowKey.ROW_ID_CHARS_MAX);
    }

    private static Optional<String> requireText(String name, String text, int charsMax) {
        if (text.isEmpty() || text.length() > charsMax) {
            return Optional.of("%s has 1 to %d characters, this one has %d".formatted(name, charsMax, text.length()));
        }
        boolean storable = text.codePoints().allMatch(c -> c != 0 && !(c >= 0xD800 && c <= 0xDFFF));
        return storable ? Optional.empty() : Optional.of(name + " holds U+0000 or half of a surrogate pair");
    }

    /** The same change may come twice; two different changes of one row by one client at one time may not. */
    private static void requireNoContradiction(List<Delta> deltas) {
        record Moment(RowKey row, Hlc hlc) {}
        var first = new HashMap<Moment, Delta>();
        requireAll(deltas, SyncFailure.VALIDATION_ERROR, delta -> {
            var other = first.putIfAbsent(new Moment(delta.row(), delta.hlc()), delta);
            boolean same = other == null || other.withDeltaId("").equals(delta.withDeltaId(""));
            return same ? Optional.empty() : Optional.of("another delta of this row has the same hlc");
        });
    }

    private static void requireAll(
            List<Delta> deltas, SyncFailure failure, Function<Delta, Optional<String>> problemOf) {
        var details = new ArrayList<FailureDetail>();
        for (int i = 0; i < deltas.size() && details.size() < PushRequest.DELTAS_MAX; i++) {
            int index = i;
            problemOf.apply(deltas.get(i)).ifPresent(p -> details.add(new FailureDetail(index, failure, p)));
        }
        if (!details.isEmpty()) {
            var one = details.get(0);
            var message = failure == SyncFailure.CLOCK_DRIFT
                    ? one.message()
                    : "delta %d: %s".formatted(one.index(), one.message());
            refuse(failure, message, details);
        }
    }

    private static void refuse(SyncFailure failure, String message, List<FailureDetail> details) {
        throw new SyncException(failure, message, details);
    }
}
