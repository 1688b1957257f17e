package io.lakesync.it.bench;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** So many clients at once, each with one request outstanding, for so many seconds. */
final class Clients {
    /** What one client does once; told its own number and how often it has done so. */
    interface Step {
        /** @return how much was done */
        int run(int client, long round);
    }

    record Outcome(double perSecond, double generatorShare) {}

    private Clients() {}

    static Outcome run(int clients, int seconds, Step step) {
        var done = new LongAdder();
        var pool = Executors.newFixedThreadPool(clients);
        var cpu = new Cpu();
        try {
            var running = IntStream.range(0, clients)
                    .mapToObj(client -> pool.submit(() -> {
                        for (long round = 0; cpu.seconds() < seconds; round++) {
                            done.add(step.run(client, round));
                        }
                    }))
                    .toList();
            running.forEach(Clients::await);
            return new Outcome(done.sum() / cpu.seconds(), cpu.share());
        } finally {
            pool.shutdownNow();
        }
    }

    private static void await(Future<?> client) {
        try {
            client.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
