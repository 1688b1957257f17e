/** Serves pages: of the log behind a reader's cursor, or of a snapshot of the row states. */
package io.lakesync.server.pull;
