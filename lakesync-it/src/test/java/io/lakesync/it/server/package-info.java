/**
 * The built EAR on real servers. Tests take a {@link io.lakesync.it.server.DeployedServer} from
 * {@link io.lakesync.it.server.OnBothServers} and speak HTTP, WebSocket and JDBC to it; those that must end a server
 * start an {@link io.lakesync.it.server.OwnServer}.
 */
package io.lakesync.it.server;
