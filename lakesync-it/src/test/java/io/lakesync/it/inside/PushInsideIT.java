package io.lakesync.it.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Administration;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.it.inside.LogTraces.Traces;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where a push begins and ends for its transaction, its peers and its bean. */
@ExtendWith(ArquillianExtension.class)
class PushInsideIT {
    private static final String ANN = "ann";
    private static final int WAKE_SECONDS_MAX = 20;

    @Inject
    SyncGateway gateway;

    @Inject
    Administration administration;

    @Inject
    Interference interference;

    @Inject
    LogTraces log;

    @Inject
    RefusingStage refusing;

    private GatewayId id;
    private Traces before;

    @Deployment
    static WebArchive archive() {
        return InsideArchive.build();
    }

    /** With a push, after which this node knows the log: it wakes peers whenever it sees a log for the first time. */
    @BeforeEach
    void create_a_gateway(TestInfo test) {
        id = new GatewayId("g" + Integer.toHexString(test.getDisplayName().hashCode()));
        administration.save(caller(Caller.ADMIN), id, GatewayMode.OPEN);
        push(title("flour", 1));
        before = log.of(id);
    }

    @Test
    void peers_hear_nothing_of_a_rolled_back_push() throws InterruptedException {
        var peer = new Peer();
        gateway.subscribe(caller("client"), id, peer);
        interference.failNextCommit();
        assertThatThrownBy(() -> push(title("milk", 10)))
                .isInstanceOfSatisfying(SyncException.class, refusal -> assertThat(refusal.failure())
                        .isEqualTo(SyncFailure.UNAVAILABLE));
        assertThat(log.of(id)).isEqualTo(before);

        push(title("bread", 20));
        assertThat(peer.await()).as("seen at the first wake-up").satisfies(this::holdsOneRowMore);
        assertThat(peer.seen).as("further wake-ups").isEmpty();
    }

    @Test
    void peers_hear_of_a_push_when_its_row_can_be_read() throws InterruptedException {
        var peer = new Peer();
        gateway.subscribe(caller("client"), id, peer);
        push(title("milk", 10));

        assertThat(peer.await()).satisfies(this::holdsOneRowMore);
    }

    @Test
    void a_refused_push_leaves_no_row() {
        assertThatThrownBy(() -> push(title("milk", 10), title("bread", Long.MAX_VALUE)))
                .isInstanceOfSatisfying(SyncException.class, refusal -> assertThat(refusal.failure())
                        .isEqualTo(SyncFailure.CLOCK_DRIFT));

        assertThat(log.of(id)).isEqualTo(before);
    }

    @Test
    void a_push_that_is_refused_after_its_last_write_leaves_no_row() {
        interference.refuseNextPush();

        assertThatThrownBy(() -> push(title("milk", 10)))
                .isInstanceOfSatisfying(SyncException.class, refusal -> assertThat(refusal.failure())
                        .isEqualTo(SyncFailure.BACKPRESSURE_ERROR));

        assertThat(log.of(id)).isEqualTo(before);
    }

    @Test
    void a_refusal_reaches_the_caller_of_a_bean_unwrapped() {
        var foreign = new GatewayId("elsewhere");

        assertThatThrownBy(() -> gateway.subscribe(caller("client"), foreign, new Peer()))
                .isExactlyInstanceOf(SyncException.class)
                .hasMessage("the token is for another gateway");
    }

    @Test
    void a_bean_that_threw_a_refusal_is_not_discarded() {
        var instances = IntStream.range(0, 10)
                .mapToObj(i -> catchThrowable(refusing::refuse))
                .map(Throwable::getMessage)
                .distinct();

        assertThat(instances).hasSize(1);
    }

    private void holdsOneRowMore(Traces traces) {
        assertThat(traces.head()).isGreaterThan(before.head());
        assertThat(traces.blocks()).isEqualTo(before.blocks() + 1);
        assertThat(traces.rows()).isEqualTo(before.rows() + 1);
    }

    private void push(Delta... deltas) {
        gateway.push(caller("client"), new PushRequest(id, ANN, List.of(deltas), Set.of(Capability.CURSOR)));
    }

    private Caller caller(String role) {
        return new Caller(ANN, id.value(), Set.of(role), Map.of("sub", List.of(ANN)), Instant.MAX);
    }

    private static Delta title(String rowId, long hlc) {
        var columns = List.of(new ColumnValue("title", new JsonValue("\"fresh\"")));
        var delta = new Delta(DeltaOp.UPDATE, new RowKey("todos", rowId), ANN, columns, new Hlc(hlc), "");
        return delta.withDeltaId(DeltaIds.of(delta));
    }

    /** Looks at the log whenever it is woken. */
    private final class Peer implements Subscriber {
        private final BlockingQueue<Traces> seen = new LinkedBlockingQueue<>();

        @Override
        public void wake() {
            seen.add(log.of(id));
        }

        @Override
        public void drain() {
            // the test is over
        }

        Traces await() throws InterruptedException {
            return seen.poll(WAKE_SECONDS_MAX, TimeUnit.SECONDS);
        }
    }
}
