/** The engine in the container; the packages below are the flow of a delta. */
package io.lakesync.server;
