package io.lakesync.server.push;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.failure.SyncException;
import io.lakesync.engine.push.GroupPlan;
import io.lakesync.engine.push.Verdict;

/**
 * What a transaction made of a group of pushes. Refusals are part of it: they must not roll the others back.
 *
 * @param head after the group
 */
public record GroupOutcome(GroupPlan plan, long head, long rulesVersion) {
    public GroupOutcome {
        requireNonNull(plan, "plan");
    }

    boolean hasAccepted() {
        return plan.verdicts().stream().anyMatch(Verdict.Accepted.class::isInstance);
    }

    /**
     * The part of one push.
     *
     * @throws SyncException when it was refused, with the rules' version
     */
    Pushed of(int member) {
        var accepted = plan.verdicts().get(member).orElseThrow(rulesVersion);
        return new Pushed(accepted.plan(), accepted.stamp(), rulesVersion);
    }
}
