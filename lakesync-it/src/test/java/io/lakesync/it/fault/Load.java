package io.lakesync.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.hlc.HlcClock;
import io.lakesync.it.materialise.Patience;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Clients that push one push after the other; every other one is a legacy client. */
final class Load implements AutoCloseable {
    /** In {@link #answers}: no answer at all. */
    static final int CUT = 0;

    static final int OK = 200;
    static final int UNAVAILABLE = 503;
    private static final int CLIENTS = 4;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Semaphore news = new Semaphore(0);
    private final AtomicInteger undisturbed = new AtomicInteger();
    private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final Wire wire;
    private final Ledger ledger;
    private final HlcClock clock;
    private final boolean isPatient;
    private final long breathNanos;
    private volatile boolean isEnding;

    private Load(Wire wire, Ledger ledger, String label, InstantSource time, boolean isPatient, long breathNanos) {
        this.wire = wire;
        this.ledger = ledger;
        this.clock = new HlcClock(time);
        this.isPatient = isPatient;
        this.breathNanos = breathNanos;
        for (int i = 0; i < CLIENTS; i++) {
            var client = "%s-%s-%d".formatted(i % 2 == 0 ? "capable" : "legacy", label, i);
            clients.execute(() -> pushOn(client));
        }
    }

    /** Clients that give up with the first push that is not acknowledged. */
    static Load untilFailure(Wire wire, Ledger ledger, String label) {
        return new Load(wire, ledger, label, InstantSource.system(), false, 0);
    }

    /** Clients that send a push again until it is acknowledged. */
    static Load untilEnd(Wire wire, Ledger ledger, String label) {
        return untilEnd(wire, ledger, label, InstantSource.system());
    }

    /** As the other, of clients with a clock of their own. */
    static Load untilEnd(Wire wire, Ledger ledger, String label, InstantSource time) {
        return new Load(wire, ledger, label, time, true, 0);
    }

    /** As {@link #untilEnd}, but no more than ten pushes a second by each client: for tests that last. */
    static Load steady(Wire wire, Ledger ledger, String label) {
        return new Load(wire, ledger, label, InstantSource.system(), true, BREATH_NANOS);
    }

    /** Waits until so many pushes are acknowledged from now on. */
    void awaitAcknowledged(int more) throws InterruptedException {
        news.drainPermits();
        assertThat(news.tryAcquire(more, 2, TimeUnit.MINUTES))
                .as("%d pushes acknowledged, of %s answers", more, answers)
                .isTrue();
    }

    /** Waits until so many pushes have been answered from now on, in whatever way. */
    void awaitAnswered(int more) throws InterruptedException {
        int wanted = answered() + more;
        Patience.until(() -> answered() >= wanted, () -> answers);
    }

    /** Waits until so many pushes in a row are acknowledged from now on. */
    void awaitUndisturbed(int inRow) throws InterruptedException {
        undisturbed.set(0);
        Patience.until(() -> undisturbed.get() >= inRow, () -> answers);
    }

    private int answered() {
        return answers.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Waits for every client to have done with its latest push. */
    void end() throws InterruptedException {
        isEnding = true;
        clients.shutdown();
        assertThat(clients.awaitTermination(1, TimeUnit.MINUTES))
                .as("all clients ended, after %s answers", answers)
                .isTrue();
    }

    /** Ends clients in the middle of whatever they do: after {@link #end} there is nothing left to end. */
    @Override
    public void close() {
        isEnding = true;
        clients.shutdownNow();
    }

    /** How often which status came, for {@link #CUT} none. */
    Map<Integer, Integer> answers() {
        return Map.copyOf(answers);
    }

    private void pushOn(String client) {
        for (int n = 0; !isEnding; n++) {
            var push = Push.of("%s-%d".formatted(client, n), client, clock);
            ledger.send(push);
            if (!deliver(push)) {
                return;
            }
            LockSupport.parkNanos(breathNanos);
        }
    }

    private boolean deliver(Push push) {
        do {
            int answer = answer(push);
            answers.merge(answer, 1, Integer::sum);
            undisturbed.updateAndGet(inRow -> answer == OK ? inRow + 1 : 0);
            if (answer == OK) {
                ledger.acknowledge(push);
                news.release();
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        } while (isPatient);
        return false;
    }

    private int answer(Push push) {
        try {
            return wire.push(push);
        } catch (IOException cut) {
            return CUT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
