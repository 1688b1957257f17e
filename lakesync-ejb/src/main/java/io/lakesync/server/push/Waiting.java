package io.lakesync.server.push;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.engine.push.GroupMember;
import io.lakesync.engine.push.PushSize;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A push between its arrival and its answer. Its own thread waits until it is called to lead, or answered. */
final class Waiting {
    private final GroupMember member;
    private final Timer.Sample arrival;
    private final long bytes;
    private final CompletableFuture<Waiting> called = new CompletableFuture<>();
    private final CompletableFuture<Supplier<Pushed>> answer = new CompletableFuture<>();

    Waiting(GroupMember member, Timer.Sample arrival) {
        this.member = member;
        this.arrival = arrival;
        this.bytes = PushSize.of(member.push());
    }

    GroupMember member() {
        return member;
    }

    Timer.Sample arrival() {
        return arrival;
    }

    int deltas() {
        return member.push().deltas().size();
    }

    long bytes() {
        return bytes;
    }

    /** @return false when the time is over and nothing has happened */
    boolean await(Duration patience) throws InterruptedException {
        try {
            CompletableFuture.anyOf(called, answer).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("neither a call nor an answer fails", impossible);
        }
    }

    void call() {
        called.complete(this);
    }

    boolean isCalled() {
        return called.isDone();
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    /** The first answer counts. */
    void answer(Supplier<Pushed> given) {
        answer.complete(given);
    }

    void refuse(RuntimeException reason) {
        answer(() -> {
            throw reason;
        });
    }

    /** If it has no answer yet: nobody can say whether it was committed. Sent again, it is absorbed if it was. */
    void leaveUnknown() {
        if (!isAnswered()) {
            var message = "the outcome of this push is unknown; push again";
            refuse(new SyncException(SyncFailure.UNAVAILABLE, message));
        }
    }

    /** Once answered: the result, or the refusal thrown. */
    Pushed result() {
        return answer.join().get();
    }
}
