package io.lakesync.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.run.Run.Place;
import io.lakesync.it.server.PostgreSql;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./run --no-demo} promises to automation. One server is shared by the tests that leave it running. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class RunIT {
    private static final String SECRET = "a secret of those who run it, long enough";
    private static final String PASSWORD = "the operator of the run";

    private Place place;
    private Run shared;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        place = Place.fresh("shared");
        var environment = Map.of("LAKESYNC_ADMIN_PASSWORD", PASSWORD, "LAKESYNC_HEAP", "384m");
        shared = Run.start(place, with(environment), "--no-demo", "--gateway", "shop", "--gateway", "bank")
                .ready();
    }

    @AfterAll
    void stop() {
        shared.close();
    }

    @Test
    void every_gateway_is_there_and_open_when_it_is_ready() {
        assertThat(new Visitor(shared, SECRET, "shop").mode()).isEqualTo("open");
        assertThat(new Visitor(shared, SECRET, "bank").mode()).isEqualTo("open");
        assertThat(new Visitor(shared, SECRET, "park").mode()).isEmpty();
    }

    @Test
    void logs_are_in_the_data_directory_and_the_database_too() {
        assertThat(place.data().resolve("logs/server.log")).isNotEmptyFile();
        assertThat(place.data().resolve("db/lakesync.mv.db")).isNotEmptyFile();
    }

    @Test
    void heap_and_password_are_those_of_the_environment() throws IOException, InterruptedException {
        assertThat(shared.server().info().commandLine().orElseThrow()).contains(" -Xmx384m ");
        assertThat(new ConsoleDoor(shared.address()).opensTo(PASSWORD)).isTrue();
        assertThat(new ConsoleDoor(shared.address()).opensTo("a guess")).isFalse();
    }

    @Test
    void a_directory_in_use_is_refused() throws IOException, InterruptedException {
        var same = new Place(place.data(), Place.fresh("unused").port());
        try (var second = Run.start(same, with(Map.of()), "--no-demo")) {
            assertThat(second.refusedBeside(shared)).isEqualTo(3);
        }
    }

    @Test
    void a_taken_port_is_refused() throws IOException, InterruptedException {
        var elsewhere = new Place(Place.fresh("port").data(), place.port());
        try (var second = Run.start(elsewhere, with(Map.of()), "--no-demo")) {
            assertThat(second.refused()).isEqualTo(4);
        }
        assertThat(elsewhere.saidLast()).isEqualTo("run: port %d is taken".formatted(place.port()));
    }

    @Test
    void a_second_run_of_the_checkout_serves_from_postgresql_beside_the_first()
            throws IOException, InterruptedException, SQLException {
        var own = Place.fresh("postgresql");
        try (var run = Run.start(own, with(postgreSql("run_beside")), "--no-demo", "--gateway", "shop")
                .ready()) {
            new Visitor(run, SECRET, "shop").push("there");

            assertThat(new Visitor(run, SECRET, "shop").pulled()).containsExactly("there");
            assertThat(new Visitor(shared, SECRET, "shop").pulled()).doesNotContain("there");
            assertThat(own.data().resolve("db")).doesNotExist();
            run.signal("INT", run.server());
            assertThat(run.ended()).isZero();
        }
        assertThat(shared.server().isAlive()).isTrue();
    }

    @Test
    void after_a_kill_the_same_command_continues_with_its_data() throws IOException, InterruptedException {
        var own = Place.fresh("killed");
        try (var run = serving(own)) {
            new Visitor(run, SECRET, "kept").push("first");
            new Visitor(run, SECRET, "kept").guard();
            new Visitor(run, SECRET, "shop").push("first");
            run.signal("KILL", run.server());
            assertThat(run.ended()).isEqualTo(5);
        }
        assertThat(own.saidLast()).startsWith("run: the server died");
        try (var again = serving(own)) {
            assertThat(new Visitor(again, SECRET, "kept").mode()).isEqualTo("rules");
            assertThat(new Visitor(again, SECRET, "shop").pulled()).containsExactly("first");
            new Visitor(again, SECRET, "shop").push("second");
            again.signal("KILL", again.script());
        }
        try (var after = serving(own)) {
            assertThat(new Visitor(after, SECRET, "shop").pulled()).containsExactly("first", "second");
            after.signal("TERM", after.script());
            assertThat(after.ended()).isZero();
        }
    }

    @Test
    void a_start_that_fails_tells_why_in_the_last_line() throws IOException, InterruptedException {
        var own = Place.fresh("failing");
        try (var run = Run.start(own, with(Map.of("LAKESYNC_PUSH_BODY_MAX", "lots")), "--no-demo")) {
            assertThat(run.refused()).isEqualTo(1);
        }
        assertThat(own.saidLast()).contains("invalid settings: lakesync.push.body-max must be a size");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--port 0", "--port 65536", "--port lots", "--gateway a/b", "--gateway", "--data", "--demo", "x"
            })
    void a_bad_argument_is_refused(String arguments) throws IOException, InterruptedException {
        var own = Place.fresh("argument");
        try (var run = Run.start(own, with(Map.of()), ("--no-demo " + arguments).split(" "))) {
            assertThat(run.refused()).isEqualTo(2);
        }
        assertThat(own.saidLast()).contains(arguments.replaceAll(".* ", ""));
    }

    @Test
    void without_the_demonstration_a_secret_is_required() throws IOException, InterruptedException {
        var own = Place.fresh("secret");
        try (var run = Run.start(own, Map.of(), "--no-demo")) {
            assertThat(run.refused()).isEqualTo(2);
        }
        assertThat(own.saidLast()).isEqualTo("run: LAKESYNC_JWT_SECRET is not set");
    }

    private static Run serving(Place place) throws IOException, InterruptedException {
        return Run.start(place, with(Map.of()), "--no-demo", "--gateway", "shop", "--gateway", "kept")
                .ready();
    }

    private static Map<String, String> with(Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("LAKESYNC_JWT_SECRET", SECRET);
        return environment;
    }

    private static Map<String, String> postgreSql(String name) throws SQLException {
        try (var connection = PostgreSql.shared().connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        var access = PostgreSql.shared().access(name);
        return Map.of(
                "LAKESYNC_DB_URL", access.url(),
                "LAKESYNC_DB_USER", access.user(),
                "LAKESYNC_DB_PASSWORD", access.password());
    }
}
