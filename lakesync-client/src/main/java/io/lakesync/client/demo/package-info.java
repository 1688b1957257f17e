/** The main job on real data: two clients push, edit against each other, go offline, and end equal. */
package io.lakesync.client.demo;
