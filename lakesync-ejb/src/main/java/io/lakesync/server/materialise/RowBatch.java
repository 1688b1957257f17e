package io.lakesync.server.materialise;

import io.lakesync.api.codec.JsonText;
import io.lakesync.engine.materialise.DestinationRow;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.SqlDialect;
import io.lakesync.engine.materialise.SqlName;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.persistence.dynamic.DynamicEntity;

/** Writes rows into their table within the caller's transaction. A row that the table holds under a later stamp stays. */
record RowBatch(DestinationTable table, SqlDialect dialect, TableUnit unit) {
    void write(EntityManager entities, List<DestinationRow> rows, Instant now) {
        var newest = newest(rows);
        var present = find(entities, List.copyOf(newest.keySet()));
        newest.forEach((id, row) -> {
            var found = Optional.ofNullable(present.get(id));
            if (found.filter(entity -> isNewer(entity, row)).isPresent()) {
                return;
            }
            if (row.isDead() && !table.softDelete()) {
                found.ifPresent(entities::remove);
            } else {
                fill(found.orElseGet(() -> persisted(entities, row)), row, now);
            }
        });
    }

    private static Map<String, DestinationRow> newest(List<DestinationRow> rows) {
        var newest = new LinkedHashMap<String, DestinationRow>();
        rows.forEach(row -> newest.merge(
                row.rowId(), row, (one, other) -> Long.compareUnsigned(one.stamp(), other.stamp()) > 0 ? one : other));
        return newest;
    }

    private static boolean isNewer(DynamicEntity entity, DestinationRow row) {
        return Long.compareUnsigned(entity.<Long>get(SqlName.STAMP.name()), row.stamp()) > 0;
    }

    private DynamicEntity persisted(EntityManager entities, DestinationRow row) {
        var entity = unit.blank();
        entity.set(SqlName.ROW_ID.name(), row.rowId());
        entities.persist(entity);
        return entity;
    }

    private void fill(DynamicEntity entity, DestinationRow row, Instant now) {
        for (var column : table.columns()) {
            entity.set(column.name().name(), row.values().get(column.name()));
        }
        if (table.softDelete()) {
            entity.set(
                    SqlName.DELETED_AT.name(),
                    row.deletedAt().map(RowBatch::utc).orElse(null));
        }
        entity.set(SqlName.SYNCED_AT.name(), utc(now));
        entity.set(SqlName.STAMP.name(), row.stamp());
    }

    private Map<String, DynamicEntity> find(EntityManager entities, List<String> ids) {
        var found = new HashMap<String, DynamicEntity>();
        dialect.findAll(table)
                .map(query -> all(entities, query, ids))
                .orElseGet(() -> oneByOne(entities, ids))
                .forEach(entity -> found.put(entity.get(SqlName.ROW_ID.name()), entity));
        return found;
    }

    @SuppressWarnings("unchecked")
    private List<DynamicEntity> all(EntityManager entities, String query, List<String> ids) {
        return entities.createNativeQuery(query, unit.entity())
                .setParameter(1, array(ids))
                .getResultList();
    }

    private static String array(List<String> ids) {
        return ids.stream().map(id -> JsonText.ofString(id).text()).collect(Collectors.joining(",", "[", "]"));
    }

    private List<DynamicEntity> oneByOne(EntityManager entities, List<String> ids) {
        return ids.stream()
                .flatMap(id -> Optional.ofNullable((DynamicEntity) entities.find(unit.entity(), id)).stream())
                .collect(Collectors.toList());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
