package io.lakesync.it.server;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a process, politely while patience lasts. */
final class Ending {

    private Ending() {}

    static void of(ProcessHandle process, Duration patience) {
        try {
            if (!patience.isZero() && process.destroy()) {
                process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            System.err.println("process " + process.pid() + " did not end within " + patience + " and is killed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
