package io.lakesync.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.server.log.DeltasLogged;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BroadcastTest {
    private static final GatewayId AIR = new GatewayId("air");
    private static final GatewayId SEA = new GatewayId("sea");

    private final Broadcast broadcast = new Broadcast();
    private final List<String> woken = new ArrayList<>();

    @Test
    void a_commit_wakes_who_listens_to_its_gateway_until_they_leave() {
        var ann = broadcast.subscribe(AIR, named("ann"));
        broadcast.subscribe(AIR, named("ben"));
        broadcast.subscribe(SEA, named("cho"));
        broadcast.wake(new DeltasLogged(AIR, 2));
        assertThat(woken).containsExactlyInAnyOrder("ann", "ben");

        ann.close();
        woken.clear();
        broadcast.wake(new DeltasLogged(AIR, 4));

        assertThat(woken).containsExactly("ben");
    }

    @Test
    void nothing_is_kept_of_a_gateway_that_nobody_listens_to() {
        var first = broadcast.subscribe(AIR, named("ann"));
        var second = broadcast.subscribe(AIR, named("ben"));
        first.close();
        first.close();
        assertThat(broadcast.isIdle()).isFalse();

        second.close();

        assertThat(broadcast.isIdle()).isTrue();
    }

    private Subscriber named(String name) {
        return new Subscriber() {
            @Override
            public void wake() {
                woken.add(name);
            }

            @Override
            public void drain() {
                woken.add(name + " drained");
            }
        };
    }
}
