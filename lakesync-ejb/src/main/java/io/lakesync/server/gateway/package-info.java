/** The two doors of the server: for clients and for operators. What comes in here is a transaction, or opens its own. */
package io.lakesync.server.gateway;
