/** The HTTP and WebSocket edge: tokens in, status codes out. */
package io.lakesync.web;
