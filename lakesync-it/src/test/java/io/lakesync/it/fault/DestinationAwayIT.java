package io.lakesync.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lakesync.it.materialise.Patience;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer.DatabaseAccess;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables and histories in a database of their own, which is away for a while. {@code -Dfault.outage} sets its seconds. */
class DestinationAwayIT {
    private static final String GATEWAY = "away";
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("fault.outage", 60));
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int STEP = 25;
    private static final List<String> FOLLOWERS = List.of("flush", "table todos");

    @ParameterizedTest
    @EnumSource
    void a_destination_that_is_away_delays_only_itself_and_gets_everything_once_and_in_order_later(ServerKind kind)
            throws Exception {
        assumeThat(ServerKind.wanted()).contains(kind);
        try (var postgres = OwnPostgres.start("away-" + kind);
                var own = OwnServer.start(kind, Database.H2, settings(postgres.access()))) {
            var wire = new Wire(own.server(), GATEWAY);
            wire.open();
            var ledger = new Ledger();
            var audit = Audit.of(own.server(), own.server().with(postgres.access()), GATEWAY, ledger);
            try (var load = Load.steady(wire, ledger, "c")) {
                awaitLag(wire, load, lag -> lag <= SOON.toSeconds());
                postgres.stop();
                awaitLag(wire, load, lag -> lag >= OUTAGE.toSeconds());
                postgres.comeBack();
                load.awaitAcknowledged(STEP);
                load.end();

                assertThat(load.answers()).containsOnlyKeys(Load.OK);
            }
            audit.requireWhole("after the outage");
            audit.requireOnce("after the outage");
            audit.requireHistory();
        }
    }

    /** While clients are served as ever. */
    private static void awaitLag(Wire wire, Load load, DoublePredicate fact) throws Exception {
        for (var follower : FOLLOWERS) {
            load.awaitAcknowledged(STEP);
            Patience.until(() -> fact.test(lagSeconds(wire, follower)), () -> lagSeconds(wire, follower));
        }
        load.awaitAcknowledged(STEP);
    }

    /** Not a number, and so neither short nor long, while it is not told. */
    private static double lagSeconds(Wire wire, String follower) {
        var line = Pattern.compile("lakesync_follower_lag_seconds\\{follower=\"%s\",gateway=\"%s\"[^}]*} (\\S+)"
                .formatted(follower, GATEWAY));
        var found = line.matcher(metrics(wire));
        return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }

    private static String metrics(Wire wire) {
        try {
            return wire.metrics();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> settings(DatabaseAccess destination) {
        return Map.of(
                "LAKESYNC_DESTINATION_URL", destination.url(),
                "LAKESYNC_DESTINATION_USER", destination.user(),
                "LAKESYNC_DESTINATION_PASSWORD", destination.password(),
                "LAKESYNC_FOLLOWER_BACKOFF_MAX", "2 s",
                "LAKESYNC_FLUSH_GATEWAYS", "*");
    }
}
