/** The log as a table: every committed delta under its stamp, once, in the destination, where it is asked for. */
package io.lakesync.server.flush;
