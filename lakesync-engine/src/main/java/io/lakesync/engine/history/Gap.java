package io.lakesync.engine.history;

/** A stretch of the log that a history holds as rows only, because the log no longer had its entries: after one stamp, up to another. */
public record Gap(long after, long upTo) {}
