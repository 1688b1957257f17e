package io.lakesync.engine.follower;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.gateway.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code -Dseeds=} sets how many voyages there are, {@code -Dseed=} repeats one. */
class CourseProperties {
    private static final Instant NOW = Instant.ofEpochSecond(100);
    private static final Cursor HERE = Cursor.at(40);

    @Test
    void every_entry_arrives_once_and_in_order_or_is_a_letter() {
        seeds().forEach(seed -> assertThat(new Voyage(seed, Voyage.Bug.NONE).sail())
                .as("-Dseed=%d", seed)
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void planted_bugs_are_noticed(Voyage.Bug bug) {
        assertThat(LongStream.range(0, 100)
                        .filter(seed -> !new Voyage(seed, bug).sail().isEmpty()))
                .isNotEmpty();
    }

    @Test
    void without_a_lease_nothing_is_done_but_asking_for_it() {
        var course = Course.begin(new Pace(10, Duration.ofSeconds(30))).opened(3, new Takeover(3, HERE));
        assertThat(course.next(OptionalLong.empty(), NOW)).isEqualTo(new Step.Claim(0));
        assertThat(course.next(OptionalLong.of(3), NOW)).isEqualTo(new Step.Carry(HERE, 10));
        assertThat(course.next(OptionalLong.of(4), NOW)).isEqualTo(new Step.Open(4));
    }

    @Test
    void who_is_fenced_asks_for_an_epoch_above_that_of_the_other() {
        var course = Course.begin(new Pace(10, Duration.ofSeconds(30))).opened(3, new Takeover(9, HERE));
        assertThat(course.next(OptionalLong.of(3), NOW)).isEqualTo(new Step.Claim(9));
        assertThat(course.next(OptionalLong.of(10), NOW)).isEqualTo(new Step.Open(10));
    }

    @Test
    void pauses_double_up_to_the_longest_and_end_with_the_first_success() {
        var course = Course.begin(new Pace(10, Duration.ofSeconds(2)));
        for (long millis : new long[] {250, 500, 1000, 2000, 2000}) {
            course = course.failed(Trouble.DOWN, Optional.empty(), 0, NOW, 1);
            assertThat(course.notBefore()).isEqualTo(NOW.plusMillis(millis));
            assertThat(course.next(OptionalLong.of(1), NOW)).isEqualTo(new Step.Rest());
        }
        assertThat(course.failed(Trouble.DOWN, Optional.empty(), 0, NOW, 0).notBefore())
                .isEqualTo(NOW.plusMillis(1000));
        course = course.carried(HERE).failed(Trouble.DOWN, Optional.empty(), 0, NOW, 1);
        assertThat(course.notBefore()).isEqualTo(NOW.plusMillis(250));
    }

    private static LongStream seeds() {
        var one = Long.getLong("seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, Integer.getInteger("seeds", 500));
    }
}
