package io.lakesync.engine.materialise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.api.schema.Column;
import io.lakesync.api.schema.ColumnType;
import io.lakesync.api.schema.Identifier;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.merge.RowState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTableTest {
    private static final GatewayId GATEWAY = new GatewayId("a.b-c");
    private static final SqlName TITLE = new SqlName("title");

    @Test
    void a_gateway_is_an_sql_schema_and_a_table_keeps_its_name() {
        assertThat(table(true).qualified()).isEqualTo("\"gw_a.b-c\".\"todos\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"row_id", "props", "deleted_at", "synced_at", "_stamp"})
    void a_declared_column_never_meets_one_of_ours(String name) {
        var column = SqlName.ofColumn(new Identifier(name));
        assertThat(column.name()).isEqualTo(name + "$");
        assertThat(Identifier.isValid(column.name())).isFalse();
    }

    @Test
    void long_names_that_differ_at_their_end_stay_different() {
        var one = SqlName.ofColumn(new Identifier("x".repeat(63) + "a"));
        var other = SqlName.ofColumn(new Identifier("x".repeat(63) + "b"));
        assertThat(one).isNotEqualTo(other);
        assertThat(one.name()).hasSize(63);
        assertThat(SqlName.ofColumn(new Identifier("x".repeat(63))).name()).isEqualTo("x".repeat(63));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\"b", "a b", "\u00e9", "a;b"})
    void nothing_that_could_end_a_quoted_name_is_one(String name) {
        assertThatThrownBy(() -> new SqlName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_longest_gateway_still_is_a_name() {
        assertThat(SqlName.of(new GatewayId("g".repeat(60))).name()).hasSize(63);
    }

    @Test
    void the_shape_changes_with_columns_and_deletion_and_not_with_their_order() {
        var a = column("a", ColumnType.STRING);
        var b = column("b", ColumnType.NUMBER);
        assertThat(table(true, a, b).shape())
                .isEqualTo(table(true, b, a).shape())
                .isNotEqualTo(table(true, a).shape())
                .isNotEqualTo(table(false, a, b).shape())
                .isNotEqualTo(table(true, a, column("b", ColumnType.JSON)).shape());
    }

    @Test
    void an_alive_row_is_its_image() {
        var row = table(true, column("title", ColumnType.STRING)).row("r1", 8, written());
        assertThat(row).isEqualTo(new DestinationRow("r1", 8, Map.of(TITLE, "milk"), Optional.empty()));
    }

    @Test
    void a_dead_row_is_its_last_image_and_the_time_of_its_tombstone() {
        var dead = written().merge(delta(DeltaOp.DELETE, 7, List.of()));
        var row = table(true, column("title", ColumnType.STRING)).row("r1", 8, dead);
        assertThat(row)
                .isEqualTo(new DestinationRow("r1", 8, Map.of(TITLE, "milk"), Optional.of(Instant.ofEpochMilli(7))));
    }

    @Test
    void a_key_of_one_column_and_an_external_id_are_indexed_and_a_composite_key_is_not() {
        var columns =
                List.of(column("a", ColumnType.STRING), column("b", ColumnType.STRING), column("c", ColumnType.STRING));
        assertThat(indexed(columns, List.of("a"), "c")).containsExactly("a", "c");
        assertThat(indexed(columns, List.of("a", "b"), "c")).containsExactly("c");
        assertThat(indexed(columns, List.of("row_id"), "c")).containsExactly("c");
    }

    private static List<String> indexed(List<Column> columns, List<String> key, String externalId) {
        var schema = new TableSchema(
                new Identifier("todos"), Optional.empty(), columns, key, true, Optional.of(new Identifier(externalId)));
        return DestinationTable.of(GATEWAY, schema).indexed().stream()
                .map(DestinationColumn::source)
                .toList();
    }

    private static RowState written() {
        return RowState.EMPTY.merge(delta(
                DeltaOp.INSERT,
                5,
                List.of(new ColumnValue("title", new JsonValue("\"milk\"")), new ColumnValue("x", JsonValue.TRUE))));
    }

    private static Delta delta(DeltaOp op, long millis, List<ColumnValue> columns) {
        return new Delta(op, new RowKey("todos", "r1"), "ann", columns, Hlc.of(millis, 0), "");
    }

    private static DestinationTable table(boolean softDelete, Column... columns) {
        return DestinationTable.of(
                GATEWAY,
                new TableSchema(
                        new Identifier("todos"),
                        Optional.empty(),
                        List.of(columns),
                        List.of("row_id"),
                        softDelete,
                        Optional.empty()));
    }

    private static Column column(String name, ColumnType type) {
        return new Column(new Identifier(name), type, Optional.empty());
    }
}
