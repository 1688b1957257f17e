/** Decides what a reader is sent: of the log, entry by entry; of a snapshot, row by row. Pure. */
package io.lakesync.engine.pull;
