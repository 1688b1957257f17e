package io.lakesync.server.pull;

import static io.lakesync.engine.pull.ViewName.Scope.RULES;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.RowExplanation;
import io.lakesync.api.gateway.RowExplanation.Bucket;
import io.lakesync.api.gateway.RowExplanation.Column;
import io.lakesync.api.gateway.RowExplanation.Filter;
import io.lakesync.api.gateway.RowExplanation.Origin;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.merge.RowState;
import io.lakesync.engine.merge.Writer;
import io.lakesync.engine.rules.Explanation;
import io.lakesync.engine.rules.Explanation.BucketVerdict;
import io.lakesync.engine.rules.Explanation.FilterVerdict;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.LogDatabase;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Explains rows, each in one transaction, by what decides about pulls. Public because the container wants it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RowExplanations {
    @Inject
    LogDatabase database;

    @Inject
    Readers readers;

    /** @throws io.lakesync.api.failure.SyncException NOT_FOUND when there is no such gateway */
    public RowExplanation explain(GatewayId gateway, RowKey key, Map<String, List<String>> claims) {
        return database.with(connection -> {
            var log = new DeltaLog(connection);
            var head = log.head(gateway);
            var somebody = new Caller("", gateway.value(), Set.of(), claims, Instant.MAX);
            var name = readers.name(somebody, gateway, head);
            var row = log.rows(gateway, List.of(key)).getOrDefault(key, StoredRow.unwritten(key));
            var state = row.state();
            var image = state.isAlive() ? state.image() : state.lastImage();
            var verdict = readers.view(gateway, name).explain(key.table(), image);
            return explanation(row, name.scope() == RULES ? name.rulesVersion() : 0, verdict);
        });
    }

    private static RowExplanation explanation(StoredRow row, long rulesVersion, Explanation verdict) {
        var state = row.state();
        return new RowExplanation(
                row.key(),
                rulesVersion,
                row.stamp() == 0 ? Cursor.BEGINNING : Cursor.at(row.stamp()),
                state.isAlive(),
                !state.equals(RowState.EMPTY) && verdict.isVisible(),
                sentence(state, verdict),
                verdict.buckets().stream().map(RowExplanations::bucket).toList(),
                columns(state),
                state.existence().map(RowExplanations::origin),
                state.tombstone().map(RowExplanations::origin));
    }

    private static String sentence(RowState state, Explanation verdict) {
        if (state.equals(RowState.EMPTY)) {
            return "The row was never written.";
        }
        return state.isAlive() ? verdict.sentence() : "The row is deleted; of its last image: " + verdict.sentence();
    }

    private static List<Column> columns(RowState state) {
        var image = state.image();
        return state.cells().entrySet().stream()
                .map(cell -> new Column(
                        cell.getKey(),
                        cell.getValue().value(),
                        origin(cell.getValue().writer()),
                        !image.containsKey(cell.getKey())))
                .toList();
    }

    private static Origin origin(Writer writer) {
        return new Origin(writer.hlc(), writer.clientId());
    }

    private static Bucket bucket(BucketVerdict verdict) {
        return new Bucket(
                verdict.bucket(),
                verdict.covers(),
                verdict.letsThrough(),
                verdict.filters().stream().map(RowExplanations::filter).toList());
    }

    private static Filter filter(FilterVerdict verdict) {
        return new Filter(
                verdict.filter().column(),
                verdict.filter().op().word(),
                verdict.operands(),
                verdict.value(),
                verdict.passed());
    }
}
