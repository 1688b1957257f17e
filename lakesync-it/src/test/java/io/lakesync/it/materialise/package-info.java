/** Materialised tables on real servers: what a reader of the destination sees, also after the server was killed. */
package io.lakesync.it.materialise;
