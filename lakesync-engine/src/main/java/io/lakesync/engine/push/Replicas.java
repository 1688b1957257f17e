package io.lakesync.engine.push;

/** What is known of the replicas that push. */
@FunctionalInterface
public interface Replicas {
    /**
     * Whether the replica was served last under the view that its caller has now, or never at all. One that was served
     * otherwise may have been told to forget what it now sends again, and what it shows by this push no view that it was
     * served under tells it to forget.
     */
    boolean areServedAsNow(GroupMember member);
}
