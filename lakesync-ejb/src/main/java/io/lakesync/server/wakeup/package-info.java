/** Wakes this node for what other nodes have appended. Nothing depends on it but how soon: who is woken reads the log. */
package io.lakesync.server.wakeup;
