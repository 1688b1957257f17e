package io.lakesync.server.push;

import io.lakesync.engine.push.PushPlan;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Counts what pushes do. */
@ApplicationScoped
class PushMeters {
    @Inject
    MeterRegistry meters;

    void pushed(PushPlan plan, int replacedIds) {
        meters.counter("lakesync_log_entries").increment(plan.entries().size());
        meters.counter("lakesync_quarantined").increment(plan.held().size());
        meters.counter("lakesync_delta_ids_replaced").increment(replacedIds);
    }

    Timer.Sample arrived() {
        return Timer.start(meters);
    }

    /** These pushes have waited; now they share a transaction. */
    void grouped(List<Waiting> group) {
        meters.summary("lakesync_push_group_size").record(group.size());
        var waited = meters.timer("lakesync_push_waited");
        group.forEach(push -> push.arrival().stop(waited));
    }

    <T> void showWaiting(T queues, ToDoubleFunction<T> count) {
        meters.gauge("lakesync_pushes_waiting", queues, count);
    }

    /** A compare-and-set was lost to another push. */
    void lost() {
        meters.counter("lakesync_head_moved").increment();
    }
}
