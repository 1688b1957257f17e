/** What a follower does next: pure decisions over its cursor, its lease and how the last try went. No clock, no chance. */
package io.lakesync.engine.follower;
