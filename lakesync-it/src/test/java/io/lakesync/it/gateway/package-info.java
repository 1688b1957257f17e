/** The gateway's promises, asked over the wire. */
package io.lakesync.it.gateway;
