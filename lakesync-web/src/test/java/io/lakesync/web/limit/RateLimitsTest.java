package io.lakesync.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final Optional<GatewayId> SHOP = Optional.of(new GatewayId("shop"));
    private static final Optional<GatewayId> FARM = Optional.of(new GatewayId("farm"));

    private Instant now = Instant.ofEpochSecond(100);

    @Test
    void without_settings_nothing_is_limited() {
        var limits = limits();

        assertThat(taken(limits, caller("ann", "shop"), SHOP, 10_000)).isEqualTo(10_000);
        assertThat(limits.metrics()).contains("{limit=\"client\"} 0\n", "{limit=\"gateway\"} 0\n");
    }

    @Test
    void a_client_may_send_its_burst_at_once_and_then_its_rate() {
        var limits = limits("client.requests-per-second", "2", "client.burst", "5");
        var ann = caller("ann", "shop");

        assertThat(taken(limits, ann, SHOP, 20)).isEqualTo(5);
        now = now.plusMillis(499);
        assertThat(taken(limits, ann, SHOP, 20)).isZero();
        now = now.plusMillis(1);
        assertThat(taken(limits, ann, SHOP, 20)).isEqualTo(1);
        now = now.plusSeconds(2);
        assertThat(taken(limits, ann, SHOP, 20)).isEqualTo(4);
        now = now.plus(Duration.ofDays(1));
        assertThat(taken(limits, ann, SHOP, 20)).as("no more is saved up").isEqualTo(5);
    }

    @Test
    void a_refusal_is_told_with_its_code_and_counted() {
        var limits = limits("client.requests-per-second", "1");
        limits.count(caller("ann", "shop"), SHOP);

        assertThatThrownBy(() -> limits.count(caller("ann", "shop"), SHOP))
                .hasMessageContaining("this client")
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.failure()).isEqualTo(SyncFailure.RATE_LIMITED));
        assertThat(limits.metrics()).contains("lakesync_rate_limited_total{limit=\"client\"} 1\n");
        now = now.plusSeconds(1);
        limits.count(caller("ann", "shop"), SHOP);
    }

    @Test
    void clients_do_not_share_a_limit_nor_do_equal_subjects_of_two_gateways() {
        var limits = limits("client.requests-per-second", "3");

        assertThat(taken(limits, caller("ann", "shop"), SHOP, 10)).isEqualTo(3);
        assertThat(taken(limits, caller("bob", "shop"), SHOP, 10)).isEqualTo(3);
        assertThat(taken(limits, caller("ann", "farm"), FARM, 10)).isEqualTo(3);
        assertThat(taken(limits, caller("p", "shopan"), FARM, 10)).isEqualTo(3);
        assertThat(taken(limits, caller("np", "shopa"), FARM, 10)).isEqualTo(3);
    }

    @Test
    void the_clients_of_a_gateway_share_its_limit_and_those_of_another_do_not_notice() {
        var limits = limits("gateway.requests-per-second", "4");

        assertThat(taken(limits, caller("ann", "shop"), SHOP, 3)).isEqualTo(3);
        assertThat(taken(limits, caller("bob", "shop"), SHOP, 3)).isEqualTo(1);
        assertThat(taken(limits, caller("cat", "farm"), FARM, 9)).isEqualTo(4);
        assertThat(limits.metrics()).contains("{limit=\"client\"} 0\n", "{limit=\"gateway\"} 7\n");
    }

    @Test
    void a_client_over_its_own_limit_takes_nothing_from_its_gateway() {
        var limits = limits("client.requests-per-second", "2", "gateway.requests-per-second", "4");

        assertThat(taken(limits, caller("ann", "shop"), SHOP, 1000)).isEqualTo(2);
        assertThat(taken(limits, caller("bob", "shop"), SHOP, 1000)).isEqualTo(2);
    }

    @Test
    void a_request_about_all_gateways_counts_for_its_client_alone() {
        var limits = limits("client.requests-per-second", "2", "gateway.requests-per-second", "1");

        assertThat(taken(limits, caller("ops", Caller.EVERY_GATEWAY), Optional.empty(), 9))
                .isEqualTo(2);
    }

    @Test
    void the_51st_message_of_a_second_is_one_too_many_for_a_socket() {
        var limits = limits();
        var socket = limits.ofSocket(caller("ann", "shop"), SHOP.get());

        assertThat(admitted(socket, 51)).isEqualTo(50);
        now = now.plusMillis(999);
        assertThat(admitted(socket, 1)).isZero();
        now = now.plusMillis(1);
        assertThat(admitted(socket, 51)).isEqualTo(50);
        assertThat(admitted(limits.ofSocket(caller("ann", "shop"), SHOP.get()), 51))
                .as("another socket")
                .isEqualTo(50);
        assertThat(limits.metrics()).contains("{limit=\"socket\"} 4\n");
    }

    @Test
    void messages_and_requests_draw_on_the_same_limit() {
        var limits = limits("client.requests-per-second", "10", "gateway.requests-per-second", "15");
        var ann = caller("ann", "shop");

        assertThat(taken(limits, ann, SHOP, 6)).isEqualTo(6);
        assertThat(admitted(limits.ofSocket(ann, SHOP.get()), 20)).isEqualTo(4);
        assertThat(admitted(limits.ofSocket(caller("bob", "shop"), SHOP.get()), 20))
                .isEqualTo(5);
    }

    @Test
    void a_clock_that_is_set_back_starves_nobody() {
        var limits = limits("client.requests-per-second", "3");
        var ann = caller("ann", "shop");
        var socket = limits.ofSocket(caller("bob", "shop"), SHOP.get());
        assertThat(taken(limits, ann, SHOP, 9)).isEqualTo(3);

        now = now.minus(Duration.ofHours(1));
        assertThat(taken(limits, ann, SHOP, 9)).isZero();
        now = now.plusSeconds(1);
        assertThat(taken(limits, ann, SHOP, 9)).isEqualTo(3);
        assertThat(admitted(socket, 9)).isEqualTo(3);
    }

    private static int taken(RateLimits limits, Caller caller, Optional<GatewayId> gateway, int requests) {
        int taken = 0;
        for (int i = 0; i < requests; i++) {
            try {
                limits.count(caller, gateway);
                taken++;
            } catch (SyncException e) {
                assertThat(e.failure()).isEqualTo(SyncFailure.RATE_LIMITED);
            }
        }
        return taken;
    }

    private static int admitted(MessageLimit socket, int messages) {
        int admitted = 0;
        for (int i = 0; i < messages; i++) {
            admitted += socket.admits() ? 1 : 0;
        }
        return admitted;
    }

    private static Caller caller(String subject, String gateway) {
        return new Caller(subject, gateway, Set.of("client"), Map.of(), Instant.MAX);
    }

    private RateLimits limits(String... keysAndValues) {
        var values = new HashMap<>(Map.of("lakesync.demo", "true"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("lakesync.limit." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new RateLimits(Settings.read(Set.of(), key -> Optional.ofNullable(values.get(key))), () -> now);
    }
}
