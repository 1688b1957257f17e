/**
 * The wire, byte by byte: JSON for HTTP and documents, protobuf for WebSocket, delta ids. Everything here is stateless and
 * safe for use by many threads; whatever the input, nothing but a {@link io.lakesync.api.failure.SyncException} comes out.
 */
package io.lakesync.api.codec;
