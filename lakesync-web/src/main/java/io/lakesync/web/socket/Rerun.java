package io.lakesync.web.socket;

import java.util.concurrent.Executor;

/** Runs a task one at a time, and once more when it was asked for meanwhile; no ask is lost. */
final class Rerun implements Runnable {
    private final Executor executor;
    private final Runnable task;
    private final Asks asks = new Asks();

    Rerun(Executor executor, Runnable task) {
        this.executor = executor;
        this.task = task;
    }

    /**
     * Returns at once.
     *
     * @throws java.util.concurrent.RejectedExecutionException when the executor takes no more; the next ask tries again
     */
    void ask() {
        if (asks.add()) {
            submit();
        }
    }

    @Override
    public void run() {
        int served = asks.begin();
        try {
            task.run();
        } finally {
            if (asks.end(served)) {
                submit();
            }
        }
    }

    private void submit() {
        boolean taken = false;
        try {
            executor.execute(this);
            taken = true;
        } finally {
            if (!taken) {
                asks.drop();
            }
        }
    }
}
