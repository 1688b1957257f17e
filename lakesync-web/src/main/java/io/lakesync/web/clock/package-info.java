/** The only place of the edge that knows the machine's clock; everybody else is handed an {@link java.time.InstantSource}. */
package io.lakesync.web.clock;
