package io.lakesync.server.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST to one address, of whose answer only the status matters. Over a plain socket, because the platform's client
 * resolves names by itself and follows where it is sent.
 *
 * @param clockwork ends what takes too long: a socket knows no time limit for writing to a peer that does not read
 * @param timeout for connecting, and again for all the rest
 */
record Post(SSLSocketFactory tls, ScheduledExecutorService clockwork, Duration timeout) {
    private static final int STATUS_LINE_MAX = 256;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** @return the status */
    int send(URI uri, InetAddress address, Map<String, String> headers, byte[] body) throws IOException {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, port(uri)), Math.toIntExact(timeout.toMillis()));
            var end = clockwork.schedule(() -> close(plain), timeout.toMillis(), TimeUnit.MILLISECONDS);
            try (var socket = isTls(uri) ? secured(plain, uri) : plain) {
                var out = socket.getOutputStream();
                out.write(head(uri, headers, body.length));
                out.write(body);
                out.flush();
                return status(socket);
            } catch (IOException failure) {
                throw end.isDone() ? new IOException("not answered within %s".formatted(timeout), failure) : failure;
            } finally {
                end.cancel(false);
            }
        }
    }

    /** The connection beneath any TLS, whose own close would wait for whoever writes. */
    private static Void close(Socket plain) throws IOException {
        plain.close();
        return null;
    }

    private Socket secured(Socket plain, URI uri) throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain, uri.getHost(), port(uri), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] head(URI uri, Map<String, String> headers, int length) {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var head = new StringBuilder("POST %s%s HTTP/1.1\r\n".formatted(path, query));
        head.append("Host: %s\r\n".formatted(uri.getRawAuthority()));
        head.append("Content-Length: %d\r\nConnection: close\r\n".formatted(length));
        headers.forEach((name, value) -> head.append("%s: %s\r\n".formatted(name, value)));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static int status(Socket socket) throws IOException {
        var line = new ByteArrayOutputStream();
        var in = socket.getInputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
            if (line.size() > STATUS_LINE_MAX) {
                throw new IOException("no status");
            }
        }
        var words = line.toString(StandardCharsets.US_ASCII).strip().split(" ");
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5][0-9][0-9]")) {
            throw new IOException("no status");
        }
        return Integer.parseInt(words[1]);
    }

    private static boolean isTls(URI uri) {
        return uri.getScheme().equals("https");
    }

    private static int port(URI uri) {
        int usual = isTls(uri) ? HTTPS_PORT : HTTP_PORT;
        return uri.getPort() < 0 ? usual : uri.getPort();
    }
}
