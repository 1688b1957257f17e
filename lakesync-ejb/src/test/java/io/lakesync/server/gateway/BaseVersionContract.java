package io.lakesync.server.gateway;

import static io.lakesync.api.failure.SyncFailure.NOT_FOUND;
import static io.lakesync.api.failure.SyncFailure.SCHEMA_ERROR;
import static io.lakesync.server.gateway.Desk.AIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.AuditEntry.Operation;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.server.settings.FreshDatabase;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What legacy clients know of a table that grows. */
abstract class BaseVersionContract {
    private static final String TITLE_AND_DONE =
            """
            {"table":"todos","columns":[{"name":"title","type":"string"},{"name":"done","type":"boolean"}]}""";

    private FreshDatabase database;
    private Desk desk;

    abstract FreshDatabase open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        database = open();
        desk = Desk.ofTodos(database);
        desk.saveSchema(TITLE_AND_DONE);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_raised_base_is_a_version_of_its_own_and_takes_a_stamp() {
        var before = desk.status().head();

        desk.raiseBase("todos", 2);

        assertThat(desk.status().head()).isGreaterThan(before);
        assertThat(desk.status().schemaVersion()).isEqualTo(3);
        assertThat(known(2, 0)).containsExactly("title");
        assertThat(known(3, 0)).containsExactlyInAnyOrder("title", "done");
        assertThat(desk.schemas().list(AIR, 3)).singleElement().satisfies(todos -> {
            assertThat(todos.versions()).containsExactly(1L, 2L);
            assertThat(todos.base()).isEqualTo(2);
            assertThat(todos.afterBase()).isEmpty();
        });
    }

    @Test
    void a_raised_base_is_audited_under_its_stamp() {
        desk.raiseBase("todos", 2);

        assertThat(desk.audited()).singleElement().satisfies(deed -> {
            assertThat(deed.operation()).isEqualTo(Operation.RAISE_BASE);
            assertThat(deed.operator()).isEqualTo("ada");
            assertThat(deed.subject()).isEqualTo("table todos to version 2");
            assertThat(deed.stamp()).isEqualTo(desk.status().head().value());
        });
    }

    @Test
    void the_same_base_takes_no_stamp() {
        var before = desk.status().head();

        desk.raiseBase("todos", 1);

        assertThat(desk.status().head()).isEqualTo(before);
    }

    @Test
    void a_base_is_a_version_of_the_table_and_is_never_lowered() {
        desk.raiseBase("todos", 2);

        assertRefused("todos", 1);
        assertRefused("todos", 3);
        assertRefused("todos", 9);
        assertRefused("songs", 2);
        assertThat(desk.status().schemaVersion()).isEqualTo(3);
        assertThat(desk.audited()).hasSize(1);
    }

    @Test
    void a_base_needs_a_gateway() {
        try (var elsewhere = new Desk(database, new GatewayId("sea"))) {
            var refused = catchThrowableOfType(SyncException.class, () -> elsewhere.raiseBase("todos", 1));
            assertThat(refused.failure()).isEqualTo(NOT_FOUND);
        }
    }

    @Test
    void a_claimed_version_adds_to_the_base_and_takes_nothing_from_it() {
        assertThat(known(2, 1)).containsExactly("title");
        assertThat(known(2, 2)).containsExactlyInAnyOrder("title", "done");

        desk.raiseBase("todos", 2);

        assertThat(known(3, 1)).containsExactlyInAnyOrder("title", "done");
    }

    private Set<String> known(long version, long claimed) {
        return desk.schemas().known(AIR, version, claimed).get("todos").columnNames();
    }

    private void assertRefused(String table, long version) {
        var refused = catchThrowableOfType(SyncException.class, () -> desk.raiseBase(table, version));
        assertThat(refused.failure()).isEqualTo(SCHEMA_ERROR);
    }
}
