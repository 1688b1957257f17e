package io.lakesync.console.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.GatewayStatus;
import io.lakesync.api.gateway.GatewayStatus.FollowerStatus;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GatewayRowTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void whoever_needs_attention_comes_first() {
        GatewayRow row = row(
                GatewayMode.OPEN,
                0,
                follower("at-the-head", OptionalLong.of(0), ""),
                follower("late", OptionalLong.of(5000), ""),
                follower("unknown", OptionalLong.empty(), ""),
                follower("held-up", OptionalLong.of(10), "refused"));

        assertThat(row.followers())
                .extracting(FollowerRow::name)
                .containsExactly("held-up", "unknown", "late", "at-the-head");
    }

    @Test
    void the_list_names_the_worst_followers_and_counts_the_others() {
        GatewayRow row = row(
                GatewayMode.OPEN,
                0,
                follower("a", OptionalLong.of(1), ""),
                follower("b", OptionalLong.of(2), ""),
                follower("c", OptionalLong.of(3), ""),
                follower("d", OptionalLong.of(4), ""));

        assertThat(row.worstFollowers()).extracting(FollowerRow::name).containsExactly("d", "c", "b");
        assertThat(row.otherFollowers()).isEqualTo(1);
    }

    @Test
    void a_held_up_follower_is_never_shown_as_good() {
        assertThat(FollowerRow.of(follower("a", OptionalLong.of(0), "refused")).level())
                .isEqualTo("poor");
    }

    @Test
    void a_gateway_is_closed_until_it_is_open_or_has_rules() {
        assertThat(row(GatewayMode.RULES, 0).isClosed()).isTrue();
        assertThat(row(GatewayMode.RULES, 1).isClosed()).isFalse();
        assertThat(row(GatewayMode.OPEN, 0).isClosed()).isFalse();
    }

    @Test
    void a_gateway_is_found_by_any_part_of_its_name_in_any_case() {
        assertThat(row(GatewayMode.OPEN, 0).isNamedLike(" ODO ")).isTrue();
        assertThat(row(GatewayMode.OPEN, 0).isNamedLike("todoz")).isFalse();
    }

    private static GatewayRow row(GatewayMode mode, long rulesVersion, FollowerStatus... followers) {
        return GatewayRow.of(
                new GatewayStatus(
                        new GatewayId("Todos"), mode, new Cursor(2), NOW, 1, 1, 0, 0, rulesVersion, List.of(followers)),
                NOW);
    }

    private static FollowerStatus follower(String name, OptionalLong lagMillis, String problem) {
        return new FollowerStatus(name, new Cursor(2), lagMillis, problem);
    }
}
