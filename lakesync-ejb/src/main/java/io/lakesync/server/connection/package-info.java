/**
 * Connections to the databases as the container pools them, where a driver by itself would mislead the container: they
 * tell a failed commit as such, and they outlive the crash of a server.
 */
package io.lakesync.server.connection;
