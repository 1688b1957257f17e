package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lakesync.it.server.Database;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On servers of their own, whose quarantine is small. */
class FullQuarantineIT {
    @ParameterizedTest
    @CsvSource({"WILDFLY, H2", "PAYARA, POSTGRESQL"})
    void a_push_that_finds_no_room_in_quarantine_is_refused_whole(ServerKind kind, Database database) {
        assumeThat(ServerKind.wanted()).contains(kind);
        try (var own = OwnServer.start(kind, database, Map.of("LAKESYNC_QUARANTINE_DELTAS_MAX", "3"))) {
            var edge = Edge.onNewGateway(own.server());
            QuarantineIT.register(edge, "title");
            var first = Deltas.push("\"column\":\"title\"", "\"column\":\"note\"");
            assertThat(edge.push(first).status()).isEqualTo(200);
            assertThat(QuarantineIT.pushNote(edge).status()).isEqualTo(200);
            assertThat(QuarantineIT.pushNote(edge).status()).isEqualTo(200);
            var full = edge.trace();

            var goodAndBad = goodAndBad();
            var refused = edge.push(goodAndBad);
            refused.requireRefusal(503, "BACKPRESSURE_ERROR", "a push with a fourth bad delta");
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(edge.trace()).as("after the refusal").isEqualTo(full);

            assertThat(edge.push(first).status()).as("one that is held already").isEqualTo(200);
            assertThat(edge.push(Deltas.push("\"x\"", "\"good\"")).status()).isEqualTo(200);
            assertThat(QuarantineIT.keys(edge)).hasSize(3);

            QuarantineIT.decide(edge, "discard", QuarantineIT.keys(edge).get(0));
            assertThat(edge.push(goodAndBad).status()).as("when there is room").isEqualTo(200);
            assertThat(QuarantineIT.keys(edge)).hasSize(3);
        }
    }

    private static String goodAndBad() {
        var good = Deltas.push("\"rowId\":\"r1\"", "\"rowId\":\"r2\"");
        var bad = Deltas.push("\"column\":\"title\"", "\"column\":\"note\"");
        var badDelta = bad.substring(bad.indexOf("[{\"op\"") + 1, bad.lastIndexOf("],\"lastSeenHlc\""));
        return good.replace("],\"lastSeenHlc\"", "," + badDelta + "],\"lastSeenHlc\"");
    }
}
