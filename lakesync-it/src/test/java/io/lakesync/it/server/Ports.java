package io.lakesync.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that were free a moment ago, on the loopback address. */
public record Ports(int http, int admin, int spare, int unused) {

    public static Ports free() {
        var loopback = InetAddress.getLoopbackAddress();
        try (var a = new ServerSocket(0, 1, loopback);
                var b = new ServerSocket(0, 1, loopback);
                var c = new ServerSocket(0, 1, loopback);
                var d = new ServerSocket(0, 1, loopback)) {
            return new Ports(a.getLocalPort(), b.getLocalPort(), c.getLocalPort(), d.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
