/** Deltas that were acknowledged although they were refused for good: kept with the reason until an operator decides. */
package io.lakesync.server.quarantine;
