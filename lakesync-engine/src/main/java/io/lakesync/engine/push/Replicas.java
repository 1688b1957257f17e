package io.lakesync.engine.push;

/** What is known of the replicas that push. */
@FunctionalInterface
public interface Replicas {
    /**
     * Whether the replica was served last under the view that its caller has now, or never at all. One that was served
     * otherwise may have been told to forget what it now sends again, and will not be told so by the present view. Asked
     * only of who sends something again.
     */
    boolean areServedAsNow(GroupMember member);
}
