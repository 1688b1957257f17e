/** The node's clock. It decides nothing about the log; it measures lag, back-off and token life only. */
package io.lakesync.server.clock;
