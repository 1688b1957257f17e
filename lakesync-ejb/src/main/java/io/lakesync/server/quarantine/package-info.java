/**
 * Deltas that were acknowledged although they were refused for good: kept with the reason until an administrator replays
 * them or lets them go.
 */
package io.lakesync.server.quarantine;
