package io.lakesync.engine.push;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.failure.SyncException;

/** What becomes of one push of a group. */
public sealed interface Verdict {
    /**
     * @param rulesVersion what the group was judged under
     * @throws SyncException when the push was refused; it carries that version
     */
    Accepted orElseThrow(long rulesVersion);

    /**
     * Holds once the group is committed.
     *
     * @param plan this push's own part of the group
     * @param stamp of its last entry; when it appends none, of the entry before it
     */
    record Accepted(PushPlan plan, long stamp) implements Verdict {
        public Accepted {
            requireNonNull(plan, "plan");
        }

        @Override
        public Accepted orElseThrow(long rulesVersion) {
            return this;
        }
    }

    /** Leaves no trace; the other pushes of the group are none of its business. */
    record Refused(SyncException refusal) implements Verdict {
        public Refused {
            requireNonNull(refusal, "refusal");
        }

        @Override
        public Accepted orElseThrow(long rulesVersion) {
            throw refusal.judgedUnder(rulesVersion);
        }
    }
}
