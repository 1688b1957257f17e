package io.lakesync.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lakesync.api.hlc.HlcClock;
import io.lakesync.it.materialise.Patience;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes on one PostgreSQL. The clock of one machine is right, that of the other is not, and is set while it runs. */
class WrongClockIT {
    private static final int TRIES_MAX = 200;
    private static final String GATEWAY = "clocks";
    private static final String LATER = "later";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** What a busy machine may take to answer. */
    private static final Duration TOLERANCE = Duration.ofSeconds(25);

    private final Ledger ledger = new Ledger();
    private MachineClock clock;
    private OwnServer wrong;
    private OwnServer right;

    @ParameterizedTest
    @EnumSource
    void a_node_a_day_ahead_and_then_a_minute_behind_serves_like_the_other_and_decides_nothing_by_its_clock(
            ServerKind kind) throws Exception {
        assumeThat(ServerKind.wanted()).contains(kind);
        assumeThat(MachineClock.library()).as("libfaketime").isPresent();
        clock = MachineClock.aheadBy(DAY);
        try (var first = OwnServer.start(kind, Database.POSTGRESQL, settings(clock.environment()));
                var second = OwnServer.start(kind, first.server().database(), settings(Map.of()))) {
            wrong = first;
            right = second;
            new Wire(wrong.server(), GATEWAY).open();
            var audit = Audit.of(right.server(), GATEWAY, ledger);
            try (var listener = Listener.at(wrong.server(), GATEWAY)) {
                pushWhileTheClockIsWrong();
                carryAlone();
                clock.set(Duration.ZERO);
                requireClock(Duration.ZERO);
                pushAtBoth("again");
                var log = audit.log(new Wire(right.server(), GATEWAY));
                assertThat(audit.log(new Wire(wrong.server(), GATEWAY))).isEqualTo(log);
                listener.requireHeard(log);
            }
            wrong.stop();
            push(right, ledger, "alone", 20);
            require(audit, "after wrong clocks");
            requireTimesOfTheDatabase();
        }
    }

    /** The step back is the harder one: what waits for a moment of the wrong day waits for a day. */
    private void pushWhileTheClockIsWrong() throws Exception {
        requireClock(DAY);
        pushAtBoth("ahead");
        try (var here = slow("step");
                var there = Load.untilEnd(new Wire(right.server(), GATEWAY), ledger, "step-right")) {
            here.awaitAcknowledged(10);
            clock.set(MINUTE.negated());
            requireClock(MINUTE.negated());
            end(here, 20);
            end(there, 20);
        }
        pushAtBoth("behind");
    }

    /** While the other node stands still, this one follows what it was told of by nobody. */
    private void carryAlone() throws Exception {
        new Wire(right.server(), LATER).open();
        right.pause();
        try {
            var later = new Ledger();
            var audit = Audit.of(wrong.server(), LATER, later);
            try (var load = Load.untilEnd(new Wire(wrong.server(), LATER), later, "later")) {
                end(load, 20);
            }
            require(audit, "by the node whose clock was set back");
        } finally {
            right.resume();
        }
    }

    private void pushAtBoth(String label) throws Exception {
        try (var here = slow(label);
                var there = Load.untilEnd(new Wire(right.server(), GATEWAY), ledger, label + "-right")) {
            here.awaitAcknowledged(20);
            requireRefusals(wrong);
            requireRefusals(right);
            end(here, 10);
            end(there, 10);
        }
    }

    private static void push(OwnServer node, Ledger ledger, String label, int pushes) throws Exception {
        try (var load = Load.untilEnd(new Wire(node.server(), GATEWAY), ledger, label)) {
            end(load, pushes);
        }
    }

    /** Clients of the wrong node whose own clocks are slow: they lose against the others whatever it takes the time to be. */
    private Load slow(String label) {
        var time = InstantSource.offset(InstantSource.system(), MINUTE.negated());
        return Load.untilEnd(new Wire(wrong.server(), GATEWAY), ledger, label + "-wrong", time);
    }

    private static void end(Load load, int more) throws InterruptedException {
        load.awaitAcknowledged(more);
        load.end();
    }

    /** A client that is fast is told so by either node, also one that agrees with the node's clock. */
    private static void requireRefusals(OwnServer node) throws Exception {
        for (var ahead : new Duration[] {MINUTE, DAY}) {
            var time = new HlcClock(InstantSource.offset(InstantSource.system(), ahead));
            var wire = new Wire(node.server(), GATEWAY);
            var push = Push.of("fast", "capable-fast", time);
            var answer = wire.refusal(push);
            // a node that lost the head to the other too often says so, to all of a group
            for (int tries = 1; answer.startsWith("503") && tries < TRIES_MAX; tries++) {
                answer = wire.refusal(push);
            }
            assertThat(answer).startsWith("409").contains("CLOCK_DRIFT");
        }
    }

    private static void require(Audit audit, String when) throws Exception {
        audit.requireWhole(when);
        audit.requireOnce(when);
        audit.requireHistory();
    }

    /** The machine's clock is what it should be here, and operators are told how wrong it is. */
    private void requireClock(Duration ahead) throws Exception {
        var wire = new Wire(wrong.server(), GATEWAY);
        Patience.until(
                () -> wire.clockError().filter(shown -> !isAbout(ahead, shown)).isEmpty()
                        && isAbout(ahead, wire.toldClockError()),
                () -> "%s, told as %s".formatted(wire.clockError(), wire.toldClockError()));
        assertThat(new Wire(right.server(), GATEWAY).toldClockError()).matches(told -> isAbout(Duration.ZERO, told));
    }

    private static boolean isAbout(Duration wanted, Duration found) {
        return found.minus(wanted).abs().compareTo(TOLERANCE) < 0;
    }

    /** What nodes keep with a time, they keep with the same time; and no stamp runs ahead of it. */
    private void requireTimesOfTheDatabase() throws SQLException {
        var since = "SELECT extract(epoch FROM min(since)), extract(epoch FROM max(since)) FROM lakesync.quarantine";
        var heads = "SELECT min(head) / 65536 / 1000, max(head) / 65536 / 1000 FROM lakesync.gateway";
        for (var query : new String[] {since, heads}) {
            try (var connection = right.server().connect();
                    var statement = connection.createStatement();
                    var found = statement.executeQuery(query)) {
                found.next();
                var now = Instant.now().getEpochSecond();
                assertThat(found.getLong(1)).isBetween(now - Duration.ofHours(1).toSeconds(), found.getLong(2));
                assertThat(found.getLong(2)).isLessThan(now + TOLERANCE.toSeconds());
            }
        }
    }

    private static Map<String, String> settings(Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("LAKESYNC_FLUSH_GATEWAYS", "*");
        settings.put("LAKESYNC_FOLLOWER_LEASE", "2 s");
        settings.put("LAKESYNC_FOLLOWER_BACKOFF_MAX", "2 s");
        return settings;
    }
}
