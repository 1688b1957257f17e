package io.lakesync.web.socket;

import java.util.concurrent.Executor;

/** Runs a task one at a time, and once more when it was asked for meanwhile; no ask is lost unsaid. */
final class Rerun implements Runnable {
    private final Executor executor;
    private final Runnable task;
    private final Runnable refused;
    private final Asks asks = new Asks();

    /** @param refused told when the executor takes no more, and so of the asks that no run will serve */
    Rerun(Executor executor, Runnable task, Runnable refused) {
        this.executor = executor;
        this.task = task;
        this.refused = refused;
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
                refused.run();
            }
        }
    }
}
