package io.lakesync.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamTest {
    private final Stream stream = new Stream();

    @Test
    void nothing_is_sent_before_a_pull_has_reached_the_head() {
        stream.pulled(legacy(), page(10, true));
        assertThat(stream.next()).isEmpty();

        stream.pulled(legacy(), page(20, false));
        assertThat(position()).isEqualTo(20);
    }

    @Test
    void a_page_that_was_sent_moves_the_position() {
        stream.pulled(legacy(), page(20, false));
        stream.sent(page(26, false));

        assertThat(position()).isEqualTo(26);
    }

    @Test
    void a_legacy_pull_never_moves_it_back() {
        stream.pulled(legacy(), page(20, false));
        stream.sent(page(40, false));

        stream.pulled(legacy(), page(30, false));
        assertThat(position()).isEqualTo(40);
        stream.pulled(legacy(), page(50, true));
        assertThat(position()).isEqualTo(40);
        stream.pulled(legacy(), page(50, false));
        assertThat(position()).isEqualTo(50);
    }

    @Test
    void a_capable_pull_sets_it_wherever_it_is() {
        stream.pulled(capable(), page(40, false));

        stream.pulled(capable(), page(30, false));
        assertThat(position()).isEqualTo(30);
        stream.pulled(capable(), page(11, true));
        assertThat(position()).isEqualTo(11);
    }

    private long position() {
        return stream.next().orElseThrow().since().value();
    }

    private static Page page(long cursor, boolean hasMore) {
        return new Page(List.of(), new Cursor(cursor), hasMore, 0);
    }

    private static PullRequest legacy() {
        return request(Set.of());
    }

    private static PullRequest capable() {
        return request(Set.of(Capability.UPSERT));
    }

    private static PullRequest request(Set<Capability> capabilities) {
        return new PullRequest(new GatewayId("g"), "ann", Cursor.BEGINNING, 10, Optional.empty(), capabilities);
    }
}
