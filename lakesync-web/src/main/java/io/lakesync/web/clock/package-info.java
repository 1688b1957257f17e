/** Where the edge has the time from; everybody else is handed an {@link java.time.InstantSource}. */
package io.lakesync.web.clock;
