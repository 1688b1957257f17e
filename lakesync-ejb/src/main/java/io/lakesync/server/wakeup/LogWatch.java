package io.lakesync.server.wakeup;

import io.lakesync.api.gateway.GatewayId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Knows how far each log has grown, and passes on what is news: what this node has appended to the other nodes, what others
 * have appended to this node. Looking at the heads finds whatever the channel lost. {@link #grown} is safe for use by many
 * threads; the rest is one thread's at a time.
 */
final class LogWatch {
    private static final Logger LOG = Logger.getLogger(LogWatch.class.getName());

    private final Channel channel;
    private final Supplier<Map<GatewayId, Long>> heads;
    private final Consumer<Growth> wake;
    private final ConcurrentMap<GatewayId, Long> known = new ConcurrentHashMap<>();
    /** The newest of each gateway. */
    private final ConcurrentMap<GatewayId, Growth> untold = new ConcurrentHashMap<>();

    private boolean cut;

    /**
     * @param heads reads the head of every gateway
     * @param wake told once of each head that another node has reached
     */
    LogWatch(Channel channel, Supplier<Map<GatewayId, Long>> heads, Consumer<Growth> wake) {
        this.channel = channel;
        this.heads = heads;
        this.wake = wake;
    }

    /** This node has committed. */
    void grown(Growth growth) {
        if (isNews(growth)) {
            untold.put(growth.gateway(), growth);
        }
    }

    /** Passes on what has happened since the last call. Does nothing while the channel is cut; {@link #look} mends it. */
    void exchange() {
        if (!cut) {
            attempt();
        }
    }

    /** Reads every head, opens the channel again if it was cut, and exchanges. */
    void look() {
        var read = heads.get();
        known.keySet().retainAll(read.keySet());
        read.forEach((gateway, head) -> hear(new Growth(gateway, head)));
        attempt();
    }

    void close() {
        channel.close();
    }

    private void attempt() {
        try {
            var telling = drained();
            if (!telling.isEmpty()) {
                channel.tell(telling);
            }
            channel.heard().forEach(this::hear);
            if (cut) {
                LOG.info("other nodes' wake-ups arrive again");
            }
            cut = false;
        } catch (SQLException failure) {
            channel.close();
            if (!cut) {
                LOG.log(Level.WARNING, "no wake-ups between nodes; each looks for itself until they are back", failure);
            }
            cut = true;
        }
    }

    /** What a cut channel could not be told, the others find by looking. */
    private List<Growth> drained() {
        return untold.keySet().stream()
                .flatMap(gateway -> Stream.ofNullable(untold.remove(gateway)))
                .toList();
    }

    /** Who could not be woken is woken by the next look. */
    private void hear(Growth growth) {
        if (isNews(growth)) {
            try {
                wake.accept(growth);
            } catch (RuntimeException asleep) {
                known.remove(growth.gateway(), growth.head());
                throw asleep;
            }
        }
    }

    private boolean isNews(Growth growth) {
        var before = known.putIfAbsent(growth.gateway(), growth.head());
        while (before != null && before < growth.head()) {
            if (known.replace(growth.gateway(), before, growth.head())) {
                return true;
            }
            before = known.get(growth.gateway());
        }
        return before == null;
    }
}
