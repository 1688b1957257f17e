package io.lakesync.server.push;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.push.GroupDecision;
import io.lakesync.engine.push.GroupMember;
import io.lakesync.engine.push.GroupPlan;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.HeadMoved;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One try of one group inside a transaction: the head first, everything else after it, the compare-and-set last. */
final class PushAttempt {
    private final DeltaLog log;
    private final Law law;

    PushAttempt(DeltaLog log, Law law) {
        this.log = log;
        this.law = law;
    }

    /** @throws HeadMoved when another push came between */
    GroupOutcome run(GatewayId gateway, List<GroupMember> group) {
        var head = log.head(gateway);
        var rows = log.rows(gateway, keys(group));
        var terms = law.at(gateway, head);
        // after the head like the rows: a replica that is served otherwise meanwhile moves it, or is told of this push
        var positions = new PusherPositions(gateway, log.positions(), head.inForce(terms.rules()), group);
        var plan = GroupDecision.decide(terms, group, rows, positions::areServedAsNow);
        log.append(gateway, head, plan.whole(), newRows(plan, rows.keySet()));
        if (plan.whole().entries().isEmpty() && plan.hasRefused()) {
            log.requireUnmoved(gateway, head);
        }
        positions.keep(group, plan.verdicts(), head.stamp());
        return new GroupOutcome(plan, plan.whole().lastStamp(head.stamp()), head.rulesVersion());
    }

    private static Set<RowKey> keys(List<GroupMember> group) {
        return group.stream()
                .flatMap(member -> member.push().deltas().stream())
                .map(Delta::row)
                .collect(Collectors.toSet());
    }

    private static int newRows(GroupPlan plan, Set<RowKey> stored) {
        return (int) plan.whole().rows().stream()
                .filter(row -> !stored.contains(row.key()))
                .count();
    }
}
