/** The server's meters: stages count into one registry, the edge reads it as Prometheus text. */
package io.lakesync.server.metrics;
