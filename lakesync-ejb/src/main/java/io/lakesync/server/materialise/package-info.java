/**
 * Registered tables as queryable tables: one follower for each, which writes row states into the destination through
 * dynamic entities, with its cursor in the same transaction.
 */
package io.lakesync.server.materialise;
