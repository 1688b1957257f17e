/** The sync rules of gateways, in every version that was ever in force, compiled once per node. */
package io.lakesync.server.rules;
