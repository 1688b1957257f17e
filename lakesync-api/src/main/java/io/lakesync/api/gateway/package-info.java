/** What may be asked of the server: {@link io.lakesync.api.gateway.SyncGateway} for clients, {@link io.lakesync.api.gateway.Administration} for operators. */
package io.lakesync.api.gateway;
