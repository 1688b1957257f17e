package io.lakesync.api.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.Seeds;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PushRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What every format of the wire keeps. */
abstract class CodecContract {
    private static final int DAMAGES = 60;

    abstract byte[] write(PushRequest push);

    abstract PushRequest readPush(byte[] bytes);

    abstract byte[] write(Page page);

    abstract Page readPage(byte[] bytes);

    /** Whether what is left of the bytes may be a shorter message of its own. */
    abstract boolean mayBeCutBetweenFields();

    @Seeds
    void a_push_is_read_as_it_was_written(long seed) {
        var push = new DeltaWorld(seed).push();

        assertThat(readPush(write(push))).isEqualTo(push);
    }

    @Seeds
    void a_page_is_read_as_it_was_written(long seed) {
        var page = new DeltaWorld(seed).page();

        assertThat(readPage(write(page))).isEqualTo(page);
    }

    @Seeds
    void a_missing_delta_id_is_computed(long seed) {
        var page = new DeltaWorld(seed).page();
        var bare =
                new Page(page.deltas().stream().map(d -> d.withDeltaId("")).toList(), page.cursor(), page.hasMore(), 0);

        assertThat(readPage(write(bare))).isEqualTo(page);
    }

    @Seeds
    void a_truncated_push_is_refused_or_a_shorter_one(long seed) {
        var push = new DeltaWorld(seed).push();
        var bytes = write(push);
        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            requireRefusedOr(
                    () -> {
                        assertThat(mayBeCutBetweenFields())
                                .as("%d of %d bytes were accepted", cut.length, bytes.length)
                                .isTrue();
                        assertThat(isBeginning(readPush(cut).deltas(), push.deltas()))
                                .isTrue();
                    },
                    () -> readPush(cut));
        }
    }

    @Seeds
    void a_damaged_message_is_refused_or_read_and_nothing_else(long seed) {
        var world = new DeltaWorld(seed);
        var push = write(world.push());
        var page = write(world.page());
        for (int i = 0; i < DAMAGES; i++) {
            var damagedPush = world.damaged(push);
            var damagedPage = world.damaged(page);
            requireRefusedOr(() -> {}, () -> readPush(damagedPush));
            requireRefusedOr(() -> {}, () -> readPage(damagedPage));
        }
    }

    @Seeds
    void noise_is_refused(long seed) {
        var random = new DeltaWorld(seed).random();
        var noise = new byte[1 + random.nextInt(200)];
        random.nextBytes(noise);

        requireRefusedOr(() -> {}, () -> readPush(noise));
        requireRefusedOr(() -> {}, () -> readPage(noise));
    }

    @Test
    void a_push_of_too_many_deltas_is_read_for_whose_they_are_is_asked_first() {
        var many = new PushRequest(
                DeltaWorld.GATEWAY, "ann", Collections.nCopies(10_001, new DeltaWorld(1).delta()), DeltaWorld.CAPABLE);

        assertThat(readPush(write(many))).isEqualTo(many);
    }

    private static boolean isBeginning(List<Delta> some, List<Delta> all) {
        return some.size() <= all.size() && all.subList(0, some.size()).equals(some);
    }

    private static void requireRefusedOr(Runnable accepted, Executable reading) {
        try {
            reading.execute();
        } catch (SyncException e) {
            assertThat(e.failure()).isEqualTo(SyncFailure.VALIDATION_ERROR);
            assertThat(e.getMessage()).isNotBlank();
            return;
        } catch (Throwable e) {
            throw new AssertionError("only a SyncException may come out", e);
        }
        accepted.run();
    }
}
