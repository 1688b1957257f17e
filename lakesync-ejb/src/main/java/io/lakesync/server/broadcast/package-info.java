/** Wakes open sockets when a log has grown. A hint, at most once: what is missed here is found by pull. */
package io.lakesync.server.broadcast;
