package io.lakesync.server.push;

import io.lakesync.engine.push.PushPlan;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

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

    /** A compare-and-set was lost to another push. */
    void lost() {
        meters.counter("lakesync_head_moved").increment();
    }
}
