/** Snapshots from which a new client starts: made now and then in one transaction, stored, and only filtered when served. */
package io.lakesync.server.checkpoint;
