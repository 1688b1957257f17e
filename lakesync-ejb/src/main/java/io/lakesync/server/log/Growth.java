package io.lakesync.server.log;

/**
 * What a gateway's log gains with a move of its head, or loses with one of its horizon, added to the totals in the same
 * statement: counting blocks takes as long as the log is large.
 *
 * @param rows rows that were never written before
 * @param bytes size of the block
 */
record Growth(long rows, long entries, long bytes) {
    static final Growth NONE = new Growth(0, 0, 0);
}
