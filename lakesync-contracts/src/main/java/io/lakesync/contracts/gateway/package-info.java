/** What every {@link io.lakesync.api.gateway.SyncGateway} promises, by concern, and the scene on which it is tried. */
package io.lakesync.contracts.gateway;
