package io.lakesync.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisitTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Operator ANN = new Operator("ann", Set.of("admin"));

    private final Browser browser = new Browser();

    @Test
    void who_has_signed_in_is_known_under_a_new_session_id() {
        browser.openSession();
        String planted = browser.sessionId();

        at(NOON).begin(ANN);

        assertThat(at(NOON).operator()).contains(ANN);
        assertThat(browser.sessionId()).isNotEqualTo(planted);
    }

    @Test
    void nobody_is_known_before() {
        assertThat(at(NOON).operator()).isEmpty();
        assertThat(at(NOON).hasEnded()).isFalse();
    }

    @Test
    void doing_something_keeps_a_visit_awake() {
        at(NOON).begin(ANN);

        assertThat(at(NOON.plus(Duration.ofMinutes(29))).operator()).contains(ANN);
        assertThat(at(NOON.plus(Duration.ofMinutes(58))).operator()).contains(ANN);
    }

    @Test
    void an_idle_visit_ends() {
        at(NOON).begin(ANN);
        Visit late = at(NOON.plus(Visit.IDLE_MAX));

        assertThat(late.operator()).isEmpty();
        assertThat(late.hasEnded()).isTrue();
    }

    @Test
    void a_page_that_updates_itself_does_not_keep_a_visit_awake() {
        at(NOON).begin(ANN);
        browser.unattended(true);
        assertThat(at(NOON.plus(Duration.ofMinutes(29))).operator()).contains(ANN);

        assertThat(at(NOON.plus(Visit.IDLE_MAX)).operator()).isEmpty();
    }

    @Test
    void signing_out_ends_the_visit() {
        at(NOON).begin(ANN);

        at(NOON).end();

        assertThat(at(NOON).operator()).isEmpty();
    }

    @Test
    void the_wanted_page_is_told_once() {
        at(NOON).want("/gateway.xhtml?id=todos");

        assertThat(at(NOON).wanted()).contains("/gateway.xhtml?id=todos");
        assertThat(at(NOON).wanted()).isEmpty();
    }

    private Visit at(Instant now) {
        return new Visit(browser.request(), now);
    }
}
