/**
 * The durable order of committed deltas of each gateway, and the row states that are written with it. The head moves by
 * compare-and-set; everything else hangs on that.
 */
package io.lakesync.server.log;
