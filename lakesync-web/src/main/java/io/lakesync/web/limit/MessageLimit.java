package io.lakesync.web.limit;

/** Counts the messages of one socket. */
@FunctionalInterface
public interface MessageLimit {
    /** Whether one more may be served now. */
    boolean admits();
}
