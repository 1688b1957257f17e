package io.lakesync.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.api.settings.Secret;
import io.lakesync.engine.history.HistoryEntry;
import io.lakesync.server.follower.Batch;
import io.lakesync.server.follower.CursorTable;
import io.lakesync.server.follower.Dialects;
import io.lakesync.server.follower.Ride;
import io.lakesync.server.materialise.MortalDataSource;
import io.lakesync.server.settings.FreshDatabase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What webhooks promise, on every database that can hold the control data. */
abstract class WebhookContract {
    private static final GatewayId AIR = new GatewayId("air");
    private static final Secret SECRET = new Secret("it is a secret to everybody");
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");
    private static final int CALLS_ENOUGH = 100;

    private final List<HistoryEntry> log = new ArrayList<>();
    private final List<Long> taken = Collections.synchronizedList(new ArrayList<>());
    private final List<String> signatures = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 204;
    private volatile String poison = "nothing";
    private volatile int refusal = 422;
    private volatile String lastBody = "";
    private FreshDatabase database;
    private Connection keptOpen;
    private HttpServer receiver;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor();

    abstract FreshDatabase open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        database = open();
        keptOpen = database.source().getConnection();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/in", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes());
            int answer = body.contains(poison) ? refusal : status;
            if (answer < 300) {
                ID.matcher(body).results().forEach(id -> taken.add(Long.parseLong(id.group(1))));
            }
            signatures.add(exchange.getRequestHeaders().getFirst("X-LakeSync-Signature"));
            lastBody = body;
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        receiver.createContext("/elsewhere", exchange -> {
            taken.add(-1L);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void close() throws SQLException {
        receiver.stop(0);
        clockwork.shutdownNow();
        keptOpen.close();
    }

    @Test
    void every_entry_is_posted_in_order_and_signed() {
        push("r1", "r2", "r3");
        var ride = ride(database.source(), 1, "127.0.0.1");
        ride.advance();
        push("r4");
        ride.advance();
        assertThat(taken).containsExactly(2L, 4L, 6L, 8L);
        assertThat(signatures).last().isEqualTo(Signature.of(SECRET, NOW, lastBody.getBytes()));
        assertThat(lastBody).startsWith("{\"gateway\":\"air\",\"entries\":[{\"id\":\"8\",\"op\":\"DELETE\",");
    }

    @Test
    void what_is_not_answered_with_success_is_posted_again_and_no_redirect_is_followed() {
        push("r1");
        var ride = ride(database.source(), 1, "127.0.0.1");
        for (int refusal : new int[] {302, 404, 500, 503}) {
            status = refusal;
            assertThatThrownBy(ride::advance).hasMessageContaining(String.valueOf(refusal));
        }
        status = 200;
        ride.advance();
        assertThat(taken).containsExactly(2L);
        assertThat(ride.letters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void an_entry_that_is_refused_alone_becomes_a_letter_and_the_rest_goes_on(int status) {
        refusal = status;
        push("r1", "poison", "r3");
        poison = "\"poison\"";
        var ride = ride(database.source(), 1, "127.0.0.1");
        ride.advance();
        assertThat(taken).containsExactly(2L, 6L);
        assertThat(ride.letters()).singleElement().satisfies(letter -> assertThat(letter.reason())
                .contains(String.valueOf(status)));
        poison = "nothing";
        ride.replay();
        ride.advance();
        assertThat(ride.letters()).isEmpty();
        assertThat(taken).containsExactly(2L, 6L, 4L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dying_at_any_call_loses_nothing_and_repeats_under_the_same_ids(boolean callIsMade) throws SQLException {
        int deaths = 0;
        for (int call = 1; call < CALLS_ENOUGH; call++) {
            taken.clear();
            log.clear();
            push("r1", "r2");
            var mortal = new MortalDataSource(database.source(), call, callIsMade);
            var name = "n%d".formatted(call);
            boolean died = dies(ride(mortal, 1, "127.0.0.1", name), mortal);
            push("r3");
            ride(database.source(), 2, "127.0.0.1", name).advance();
            assertThat(taken.stream().distinct().toList())
                    .as("died at call %d", call)
                    .containsExactly(2L, 4L, 6L);
            deaths += died ? 1 : 0;
            if (!died) {
                break;
            }
        }
        assertThat(deaths).isBetween(5, CALLS_ENOUGH - 2);
    }

    @Test
    void a_node_that_was_taken_over_posts_nothing() {
        var paused = ride(database.source(), 1, "127.0.0.1");
        paused.advance();
        ride(database.source(), 2, "127.0.0.1").advance();
        push("r1");
        assertThat(paused.step()).isFalse();
        assertThat(taken).isEmpty();
    }

    @Test
    void an_address_inside_is_not_even_connected_to() {
        push("r1");
        var ride = ride(database.source(), 1, "nobody.example");
        assertThatThrownBy(ride::advance).hasMessageContaining("may not reach");
        assertThat(signatures).isEmpty();
    }

    private static boolean dies(Ride ride, MortalDataSource mortal) throws SQLException {
        boolean died = false;
        try {
            ride.advance();
        } catch (IllegalStateException dead) {
            assertThat(mortal.isDead()).as("%s", dead).isTrue();
            died = true;
        }
        mortal.bury();
        return died;
    }

    private void push(String... rowIds) {
        for (var rowId : rowIds) {
            var row = new RowKey("todos", rowId);
            var delta = new Delta(DeltaOp.DELETE, row, "ann", List.of(), Hlc.of(1, 1), "0".repeat(64));
            log.add(new HistoryEntry(2L * (log.size() + 1), delta));
        }
    }

    private Ride ride(DataSource source, long epoch, String allowed) {
        return ride(source, epoch, allowed, "one");
    }

    private Ride ride(DataSource source, long epoch, String allowed, String name) {
        var url = URI.create(
                "http://127.0.0.1:%d/in".formatted(receiver.getAddress().getPort()));
        var webhook = new Webhook(AIR, name, url, SECRET);
        var guard = new AddressGuard(List.of(allowed), InetAddress::getAllByName);
        var post = new Post((SSLSocketFactory) SSLSocketFactory.getDefault(), clockwork, Duration.ofSeconds(5));
        var cursor = new WebhookCursor(source, Dialects.load(), new CursorTable(AIR, webhook.follower()), () -> NOW);
        return new Ride(new WebhookFollower(webhook, this::after, new Delivery(guard, post, () -> NOW), cursor), epoch);
    }

    private Batch<HistoryEntry> after(GatewayId gateway, Cursor from, int most) {
        var page = log.stream()
                .filter(entry -> entry.stamp() > from.stamp())
                .limit(Math.min(most, 3))
                .toList();
        long reached = page.isEmpty() ? from.stamp() : page.get(page.size() - 1).stamp();
        return new Batch<>(page, Cursor.at(reached), !page.isEmpty());
    }
}
