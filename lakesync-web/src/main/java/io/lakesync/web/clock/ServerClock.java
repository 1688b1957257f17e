package io.lakesync.web.clock;

import io.lakesync.api.gateway.Administration;
import io.lakesync.web.settings.Edge;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The server's time, asked for once a second at the most and carried on steadily: a token means the same on every node, and
 * setting a machine's clock neither ends it nor makes it last. Safe for use by many threads.
 */
@Edge
@Singleton
public class ServerClock implements InstantSource {
    private static final Logger LOG = Logger.getLogger(ServerClock.class.getName());
    private static final long TOLD_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    @EJB
    Administration administration;

    private volatile Told told = new Told(Instant.now(), System.nanoTime() - TOLD_NANOS_MAX);

    private record Told(Instant instant, long nanos) {
        Instant after(long now) {
            return instant.plusNanos(now - nanos);
        }
    }

    @Override
    public Instant instant() {
        long now = System.nanoTime();
        var last = told;
        if (now - last.nanos() >= TOLD_NANOS_MAX) {
            last = ask(last, now);
            told = last;
        }
        return last.after(now);
    }

    private Told ask(Told last, long now) {
        try {
            return new Told(administration.now(), now);
        } catch (EJBException e) {
            LOG.log(Level.FINE, "the server starts or stops and does not tell the time; it is carried on", e);
            return new Told(last.after(now), now);
        }
    }
}
