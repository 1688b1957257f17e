package io.lakesync.engine.push;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a group of pushes does.
 *
 * @param whole the entries of all pushes under consecutive stamps, each changed row once as it is at the end, and what
 *     all pushes leave in quarantine
 * @param verdicts one for each push, in their order
 */
public record GroupPlan(PushPlan whole, List<Verdict> verdicts) {
    public GroupPlan {
        requireNonNull(whole, "whole");
        verdicts = List.copyOf(verdicts);
    }

    /** Whether any push was refused: that holds only if the head has not moved, like everything else. */
    public boolean hasRefused() {
        return verdicts.stream().anyMatch(Verdict.Refused.class::isInstance);
    }
}
