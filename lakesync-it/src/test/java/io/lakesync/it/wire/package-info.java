/** The deployed EAR as clients, browsers and attackers meet it: every byte of HTTP and WebSocket that it promises. */
package io.lakesync.it.wire;
