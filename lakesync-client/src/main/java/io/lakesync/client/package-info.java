/** A client of a gateway over HTTP. */
package io.lakesync.client;
