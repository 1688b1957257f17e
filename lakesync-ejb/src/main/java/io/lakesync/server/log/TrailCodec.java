package io.lakesync.server.log;

import com.google.protobuf.InvalidProtocolBufferException;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.engine.pull.Served;
import io.lakesync.engine.pull.Trail;
import io.lakesync.engine.pull.ViewName;
import io.lakesync.engine.pull.ViewName.Scope;
import io.lakesync.server.log.stored.StoredClaim;
import io.lakesync.server.log.stored.StoredServed;
import io.lakesync.server.log.stored.StoredTrail;
import io.lakesync.server.log.stored.StoredView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a replica may hold, as it is stored. */
final class TrailCodec {
    /** By the number that is stored; only ever added to. */
    private static final List<Scope> SCOPES = List.of(Scope.RULES, Scope.EVERYTHING, Scope.NOTHING, Scope.CLEARED);

    private TrailCodec() {}

    static byte[] encode(Trail trail) {
        var stored = StoredTrail.newBuilder()
                .setView(stored(trail.view()))
                .setFrom(trail.from())
                .setEntered(trail.isEntered())
                .setOwedFrom(trail.owedFrom());
        trail.handed().forEach(cursor -> stored.addHanded(cursor.value()));
        trail.stale().forEach(cursor -> stored.addStale(cursor.value()));
        trail.served()
                .forEach(s -> stored.addServed(StoredServed.newBuilder()
                        .setView(stored(s.view()))
                        .setFrom(s.from())
                        .setPast(s.isPast())));
        return stored.build().toByteArray();
    }

    static Trail decode(byte[] payload) {
        try {
            var stored = StoredTrail.parseFrom(payload);
            var served = stored.getServedList().stream()
                    .map(s -> new Served(view(s.getView()), s.getFrom(), s.getPast()))
                    .toList();
            return new Trail(
                    view(stored.getView()),
                    stored.getFrom(),
                    cursors(stored.getHandedList()),
                    cursors(stored.getStaleList()),
                    stored.getEntered(),
                    stored.getOwedFrom(),
                    served);
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("the kept views of a client are damaged", damaged);
        }
    }

    private static List<Cursor> cursors(List<Long> stored) {
        return stored.stream().map(Cursor::new).toList();
    }

    private static StoredView stored(ViewName view) {
        var stored = StoredView.newBuilder()
                .setScope(SCOPES.indexOf(view.scope()))
                .setRulesVersion(view.rulesVersion())
                .setSchemaVersion(view.schemaVersion());
        view.claims()
                .forEach((name, values) ->
                        stored.addClaims(StoredClaim.newBuilder().setName(name).addAllValues(values)));
        return stored.build();
    }

    private static ViewName view(StoredView stored) {
        Map<String, List<String>> claims = new TreeMap<>();
        stored.getClaimsList().forEach(c -> claims.put(c.getName(), c.getValuesList()));
        return new ViewName(SCOPES.get(stored.getScope()), stored.getRulesVersion(), stored.getSchemaVersion(), claims);
    }
}
