package io.lakesync.server.gateway;

import static io.lakesync.api.failure.SyncFailure.BACKPRESSURE_ERROR;
import static io.lakesync.api.failure.SyncFailure.NOT_FOUND;
import static io.lakesync.api.failure.SyncFailure.SCHEMA_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.api.codec.SchemaCodec;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.push.PushPlan.Held;
import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.server.audit.Audit;
import io.lakesync.server.log.DeltasLogged;
import io.lakesync.server.log.LogDatabase;
import io.lakesync.server.quarantine.Quarantine;
import io.lakesync.server.rules.Rules;
import io.lakesync.server.schema.Schemas;
import io.lakesync.server.settings.FreshDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.AbstractComparableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be in force in a gateway, and how it comes into force. */
abstract class GatewayChangesContract {
    private static final GatewayId AIR = new GatewayId("air");
    private static final GatewayId SEA = new GatewayId("sea");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String RULES =
            """
            {"version": 7, "buckets": [{"name": "mine", "tables": ["todos"],
             "filters": [{"column": "owner", "op": "eq", "value": "jwt:sub"}]}]}""";

    private Fired<DeltasLogged> fired;
    private ControlUnit unit;
    private Schemas schemas;
    private Rules rules;
    private Quarantine quarantine;
    private GatewayChanges changes;

    abstract FreshDatabase open() throws Exception;

    @BeforeEach
    void wire() throws Exception {
        fired = new Fired<>();
        unit = new ControlUnit(open());
        InstantSource clock = () -> NOW;
        var settings = Settings.read(
                Set.of(),
                key -> Optional.ofNullable(Map.of("lakesync.demo", "true", "lakesync.quarantine.deltas-max", "3")
                        .get(key)));
        schemas = Wired.bean(Schemas.class, unit.entities(), new Fired<>());
        rules = Wired.bean(Rules.class, unit.entities(), schemas);
        quarantine = Wired.bean(Quarantine.class, unit.entities(), settings, clock);
        var log = Wired.bean(LogDatabase.class, unit.joined());
        var audit = Wired.bean(Audit.class, unit.entities(), clock);
        changes = Wired.bean(GatewayChanges.class, unit.entities(), log, rules, schemas, audit, fired, clock);
        create(AIR, GatewayMode.RULES);
    }

    @AfterEach
    void close() {
        unit.close();
    }

    @Test
    void a_gateway_is_born_once_with_a_first_stamp() {
        assertThat(create(AIR, GatewayMode.OPEN)).isFalse();

        var air = load(AIR);
        assertThat(air.mode()).isEqualTo(GatewayMode.RULES);
        assertThat(air.head().value()).isGreaterThan(2);
        assertThat(air.head().isInSnapshot()).isFalse();
        assertThat(air.rulesVersion()).isZero();
    }

    @Test
    void another_mode_takes_a_stamp_and_the_same_mode_takes_none() {
        var born = load(AIR).head();

        become(GatewayMode.RULES);
        assertThat(load(AIR).head()).isEqualTo(born);

        become(GatewayMode.OPEN);
        assertThat(load(AIR).mode()).isEqualTo(GatewayMode.OPEN);
        assertThat(load(AIR).head()).isGreaterThan(born);
        assertThat(fired.events).extracting(DeltasLogged::gateway).containsExactly(AIR);
    }

    @Test
    void without_rules_the_mode_decides() {
        assertThat(rules.compiled(AIR, 0, 0, GatewayMode.RULES)).isSameAs(CompiledRules.nothing());
        assertThat(rules.compiled(AIR, 0, 0, GatewayMode.OPEN)).isSameAs(CompiledRules.everything());
    }

    @Test
    void every_saving_of_rules_is_a_version_of_its_own() {
        var born = load(AIR).head();

        assertThat(saveRules(AIR)).isEqualTo(1);
        assertThat(saveRules(AIR)).isEqualTo(2);
        create(SEA, GatewayMode.RULES);
        assertThat(saveRules(SEA)).isEqualTo(1);

        assertThat(load(AIR).rulesVersion()).isEqualTo(2);
        assertThat(load(AIR).head()).isGreaterThan(born);
        assertThat(rules.compiled(AIR, 2, 0, GatewayMode.OPEN).claims()).containsExactly("sub");
    }

    @Test
    void tables_that_rules_name_and_those_before_did_not_are_told() {
        assertThat(tablesAdded("\"todos\"")).isEmpty();
        assertThat(tablesAdded("\"todos\"")).isEmpty();
        assertThat(tablesAdded("\"tags\", \"todos\", \"lists\"")).containsExactly("lists", "tags");
        assertThat(tablesAdded("\"lists\"")).isEmpty();
        assertThat(tablesAdded("")).containsExactly(SyncRules.EVERY_TABLE);
        assertThat(tablesAdded("\"todos\"")).isEmpty();
    }

    private List<String> tablesAdded(String tables) {
        var document = RULES.replace("\"todos\"", tables);
        return unit.transaction(() -> changes.saveRules(AIR, document, "ann")).tablesAdded();
    }

    @Test
    void rules_need_a_gateway() {
        assertRefused(() -> saveRules(SEA)).isEqualTo(NOT_FOUND);
    }

    @Test
    void a_version_of_rules_that_was_never_committed_is_not_remembered() {
        assertThatThrownBy(() -> unit.transaction(() -> {
                    changes.saveRules(AIR, RULES, "ann");
                    throw new IllegalStateException("planned");
                }))
                .hasMessage("planned");

        assertThat(load(AIR).rulesVersion()).isZero();
        assertThat(saveRules(AIR)).isEqualTo(1);
    }

    @Test
    void a_table_gains_columns_and_keeps_its_base() {
        var born = load(AIR).head();
        assertThat(saveSchema("title:string")).isEqualTo(1);
        var first = load(AIR).head();
        assertThat(first).as("a schema takes a stamp").isGreaterThan(born);
        assertThat(saveSchema("title:string", "done:boolean")).isEqualTo(2);
        assertThat(load(AIR).head()).isGreaterThan(first);

        assertThat(schemas.at(AIR, 0)).isEmpty();
        assertThat(schemas.at(AIR, 1).get("todos").columnNames()).containsExactly("title");
        assertThat(schemas.at(AIR, 2).get("todos").columnNames()).containsExactlyInAnyOrder("title", "done");
        assertThat(schemas.known(AIR, 2, 0).get("todos").columnNames()).containsExactly("title");
        assertThat(schemas.at(SEA, 2)).isEmpty();
    }

    @Test
    void a_column_is_never_lost() {
        saveSchema("title:string", "done:boolean");

        assertRefused(() -> saveSchema("title:string")).isEqualTo(SCHEMA_ERROR);
        assertThat(schemas.at(AIR, 1).get("todos").columnNames()).hasSize(2);
    }

    @Test
    void a_column_keeps_its_type() {
        saveSchema("title:string");

        assertThatThrownBy(() -> saveSchema("title:number"))
                .hasMessage(
                        "table \"todos\" may only gain columns: column \"title\" is string and cannot become number");
    }

    @Test
    void one_destination_holds_one_table() {
        saveSchema("title:string");
        var other = SchemaCodec.read(bytes("{\"table\":\"todos\",\"sourceTable\":\"tasks\",\"columns\":[]}"));

        assertRefused(() -> unit.transaction(() -> changes.saveSchema(AIR, other)))
                .isEqualTo(SCHEMA_ERROR);
    }

    @Test
    void a_repeated_delta_takes_no_room_in_quarantine() {
        hold(held(1), held(1));
        hold(held(1));

        assertThat(quarantine.count(AIR)).isEqualTo(1);
        assertThat(quarantine.list(AIR, 10)).singleElement().satisfies(only -> {
            assertThat(only.delta().withDeltaId("")).isEqualTo(held(1).delta());
            assertThat(only.message()).isEqualTo("column \"x\" is unknown");
            assertThat(only.since()).isEqualTo(NOW);
        });
    }

    @Test
    void a_full_quarantine_holds_no_part_of_a_push() {
        hold(held(1), held(2));

        assertRefused(() -> hold(held(3), held(4))).isEqualTo(BACKPRESSURE_ERROR);
        assertThat(quarantine.count(AIR)).isEqualTo(2);
        hold(held(2), held(3));
        assertThat(quarantine.count(AIR)).isEqualTo(3);
    }

    private boolean create(GatewayId gateway, GatewayMode mode) {
        return unit.transaction(() -> changes.create(gateway, mode));
    }

    private void become(GatewayMode mode) {
        unit.transaction(() -> {
            changes.become(AIR, mode);
            return mode;
        });
    }

    private GatewayRecord load(GatewayId gateway) {
        return unit.transaction(() -> unit.entities().find(GatewayRecord.class, gateway.value()));
    }

    private long saveRules(GatewayId gateway) {
        return unit.transaction(() -> changes.saveRules(gateway, RULES, "ann")).version();
    }

    /** @param columns each as name:type */
    private long saveSchema(String... columns) {
        return unit.transaction(() -> changes.saveSchema(AIR, todos(columns)));
    }

    private static TableSchema todos(String... columns) {
        var parts = List.of(columns).stream()
                .map(column -> column.split(":"))
                .map(column -> "{\"name\":\"%s\",\"type\":\"%s\"}".formatted(column[0], column[1]))
                .toList();
        return SchemaCodec.read(bytes("{\"table\":\"todos\",\"columns\":[%s]}".formatted(String.join(",", parts))));
    }

    private void hold(Held... deltas) {
        unit.transaction(() -> {
            quarantine.hold(AIR, List.of(deltas));
            return deltas;
        });
    }

    private static Held held(int counter) {
        var milk = new ColumnValue("x", new JsonValue("\"m\\u00edlk\""));
        var row = new RowKey("todos", "1");
        var delta = new Delta(DeltaOp.INSERT, row, "ann", List.of(milk), Hlc.of(1000, counter), "");
        return new Held(0, delta, SCHEMA_ERROR, "column \"x\" is unknown");
    }

    private static AbstractComparableAssert<?, SyncFailure> assertRefused(ThrowingCallable change) {
        return assertThat(catchThrowableOfType(SyncException.class, change).failure());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
