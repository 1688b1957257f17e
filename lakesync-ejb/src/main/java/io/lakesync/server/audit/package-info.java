/** Who decided what about deltas and versions that clients depend on: written in the transaction of the deed, bounded. */
package io.lakesync.server.audit;
