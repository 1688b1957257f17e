/** Keeps followers running: each reads behind its cursor in short tasks, one at a time, and holds back only itself. */
package io.lakesync.server.follower;
