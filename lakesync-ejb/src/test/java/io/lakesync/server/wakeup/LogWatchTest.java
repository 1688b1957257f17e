package io.lakesync.server.wakeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.gateway.GatewayId;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogWatchTest {
    private static final GatewayId AIR = new GatewayId("air");
    private static final GatewayId SEA = new GatewayId("sea");

    private final Wire wire = new Wire();
    private final Map<GatewayId, Long> heads = new HashMap<>();
    private final List<Growth> woken = new ArrayList<>();
    private final LogWatch watch = new LogWatch(wire, () -> heads, woken::add);

    @Test
    void what_this_node_appends_is_told_once_and_wakes_nobody_here() {
        watch.grown(new Growth(AIR, 4));
        watch.exchange();
        wire.arriving.add(new Growth(AIR, 4));
        watch.exchange();

        assertThat(wire.told).containsExactly(new Growth(AIR, 4));
        assertThat(woken).isEmpty();
    }

    @Test
    void what_another_node_appends_wakes_this_one_once_and_is_not_told_again() {
        wire.arriving.add(new Growth(AIR, 4));
        watch.exchange();
        watch.grown(woken.get(0));
        wire.arriving.add(new Growth(AIR, 4));
        watch.exchange();

        assertThat(woken).containsExactly(new Growth(AIR, 4));
        assertThat(wire.told).isEmpty();
    }

    @Test
    void many_commits_between_two_exchanges_are_one_message_per_gateway() {
        watch.grown(new Growth(AIR, 4));
        watch.grown(new Growth(SEA, 4));
        watch.grown(new Growth(AIR, 6));
        watch.exchange();

        assertThat(wire.told).containsExactlyInAnyOrder(new Growth(AIR, 6), new Growth(SEA, 4));
    }

    @Test
    void a_late_message_is_no_news() {
        wire.arriving.add(new Growth(AIR, 6));
        wire.arriving.add(new Growth(AIR, 4));
        watch.exchange();

        assertThat(woken).containsExactly(new Growth(AIR, 6));
    }

    @Test
    void looking_finds_what_a_lost_message_said() {
        heads.put(AIR, 4L);
        watch.look();
        heads.put(AIR, 8L);
        watch.look();
        watch.look();

        assertThat(woken).containsExactly(new Growth(AIR, 4), new Growth(AIR, 8));
    }

    @Test
    void a_cut_channel_is_left_alone_until_the_next_look_and_then_opened_again() {
        wire.cut = true;
        watch.exchange();
        watch.exchange();
        assertThat(wire.attempts).isEqualTo(1);

        heads.put(AIR, 4L);
        watch.look();
        assertThat(woken).containsExactly(new Growth(AIR, 4));
        assertThat(wire.attempts).isEqualTo(2);

        wire.cut = false;
        watch.look();
        wire.arriving.add(new Growth(AIR, 6));
        watch.exchange();
        assertThat(woken).last().isEqualTo(new Growth(AIR, 6));
    }

    @Test
    void who_could_not_be_woken_is_woken_by_the_next_look() {
        var fails = new ArrayDeque<>(List.of(true, false));
        var sleepy = new LogWatch(wire, () -> heads, growth -> {
            if (fails.poll()) {
                throw new IllegalStateException("asleep");
            }
            woken.add(growth);
        });
        heads.put(AIR, 4L);

        assertThatThrownBy(sleepy::look).hasMessage("asleep");
        sleepy.look();

        assertThat(woken).containsExactly(new Growth(AIR, 4));
    }

    @Test
    void a_gateway_that_is_gone_is_forgotten() {
        heads.put(AIR, 4L);
        watch.look();
        heads.remove(AIR);
        watch.look();
        heads.put(AIR, 2L);
        watch.look();

        assertThat(woken).containsExactly(new Growth(AIR, 4), new Growth(AIR, 2));
    }

    @Test
    void foreign_messages_are_no_growths() {
        assertThat(Growth.parse(new Growth(AIR, 4).message())).contains(new Growth(AIR, 4));
        assertThat(List.of("", "4", "x air", "4 ", "4 a b"))
                .allSatisfy(text -> assertThat(Growth.parse(text)).isEmpty());
    }

    private static final class Wire implements Channel {
        private final List<Growth> told = new ArrayList<>();
        private final List<Growth> arriving = new ArrayList<>();
        private boolean cut;
        private int attempts;

        @Override
        public void tell(Collection<Growth> growths) {
            told.addAll(growths);
        }

        @Override
        public List<Growth> heard() throws SQLException {
            attempts++;
            if (cut) {
                throw new SQLException("cut");
            }
            var heard = List.copyOf(arriving);
            arriving.clear();
            return heard;
        }

        @Override
        public void close() {
            // opened again by the next call
        }
    }
}
