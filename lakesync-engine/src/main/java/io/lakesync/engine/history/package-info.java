/** What a destination that keeps history is given: committed deltas under their stamps, and the name of what it missed. */
package io.lakesync.engine.history;
