package io.lakesync.server.flush;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.engine.follower.Takeover;
import io.lakesync.engine.history.DeltaHistory;
import io.lakesync.engine.history.Gap;
import io.lakesync.engine.history.HistoryEntry;
import io.lakesync.engine.materialise.SqlDialect;
import io.lakesync.engine.materialise.StorableText;
import io.lakesync.server.follower.CursorTable;
import io.lakesync.server.follower.Dialects;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps deltas in {@code lakesync_deltas} of an SQL database, all gateways in one table. */
final class JdbcDeltaHistory implements DeltaHistory {
    private static final String SHAPE = "deltas 1";
    private static final String LENGTHEN =
            "UPDATE lakesync.lakesync_gap SET up_to = ? WHERE gateway = ? AND follower = ? AND up_to = ?";
    private static final String BEGIN =
            "INSERT INTO lakesync.lakesync_gap (up_to, gateway, follower, after_stamp) VALUES (?, ?, ?, ?)";

    private final FlushDatabase database;
    private final Dialects dialects;
    private final CursorTable cursors;
    private final InstantSource clock;
    private Optional<Opened> opened = Optional.empty();

    JdbcDeltaHistory(FlushDatabase database, Dialects dialects, CursorTable cursors, InstantSource clock) {
        this.database = database;
        this.dialects = dialects;
        this.cursors = cursors;
        this.clock = clock;
    }

    private record Opened(SqlDialect dialect, long epoch) {}

    @Override
    public Takeover open(long epoch) {
        return database.define(connection -> {
            var dialect = dialects.of(connection);
            opened = Optional.of(new Opened(dialect, epoch));
            Dialects.define(connection, dialect.definitions().cursors());
            Dialects.define(connection, dialect.definitions().history());
            return cursors.claim(connection, epoch, SHAPE, clock.instant());
        });
    }

    @Override
    public void append(List<HistoryEntry> entries, Optional<Gap> gap, Cursor reached) {
        var present = opened.orElseThrow(() -> new IllegalStateException("not open"));
        database.write(connection -> {
            cursors.advance(connection, present.epoch(), reached, clock.instant());
            if (gap.isPresent()) {
                name(connection, gap.get());
            }
            insert(connection, present.dialect(), entries);
            return entries;
        });
    }

    private void insert(Connection connection, SqlDialect dialect, List<HistoryEntry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement(dialect.appendHistory())) {
            for (var entry : entries) {
                int index = 0;
                for (var value : values(dialect, entry)) {
                    insert.setObject(++index, value);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private List<Object> values(SqlDialect dialect, HistoryEntry entry) {
        var delta = entry.delta();
        return List.of(
                cursors.gateway().value(),
                entry.stamp(),
                delta.deltaId(),
                delta.row().table(),
                delta.row().rowId(),
                dialect.bind(columns(delta)),
                delta.hlc().bits(),
                delta.clientId(),
                delta.op().name());
    }

    private static String columns(Delta delta) {
        var array = delta.columns().stream()
                .map(c -> "{\"column\":%s,\"value\":%s}"
                        .formatted(
                                JsonText.ofString(c.column()).text(), c.value().text()))
                .collect(Collectors.joining(",", "[", "]"));
        return StorableText.ofJson(new JsonValue(array));
    }

    /** Stretches that touch are one. */
    private void name(Connection connection, Gap gap) throws SQLException {
        if (gap.after() != gap.upTo() && gap(connection, LENGTHEN, gap) == 0) {
            gap(connection, BEGIN, gap);
        }
    }

    private int gap(Connection connection, String sql, Gap gap) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, gap.upTo());
            statement.setString(2, cursors.gateway().value());
            statement.setString(3, cursors.follower());
            statement.setLong(4, gap.after());
            return statement.executeUpdate();
        }
    }
}
