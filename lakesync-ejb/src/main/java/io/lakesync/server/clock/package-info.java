/** The node's clock. It decides nothing about the log; it measures lag, back-off and token life, and repeats rounds of work. */
package io.lakesync.server.clock;
