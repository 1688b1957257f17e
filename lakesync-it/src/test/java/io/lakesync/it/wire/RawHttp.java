package io.lakesync.it.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends bytes that no HTTP client would send. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 30_000;

    private RawHttp() {}

    /** The head of a request, with a well-formed host unless {@code headers} says otherwise. */
    static String head(String requestLine, String... headers) {
        var lines = new StringBuilder(requestLine).append(" HTTP/1.1\r\n");
        if (List.of(headers).stream().noneMatch(header -> header.startsWith("Host:"))) {
            lines.append("Host: localhost\r\n");
        }
        for (var header : headers) {
            lines.append(header).append("\r\n");
        }
        return lines.append("Connection: close\r\n\r\n").toString();
    }

    static Answer send(URI server, String head) throws IOException {
        return send(server, head, new byte[0], 0);
    }

    /** Sends the head and the block so many times, until the server does not take any more: it may refuse within the head. */
    static Answer send(URI server, String head, byte[] block, int times) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            boolean taken = write(socket, head.getBytes(ISO_8859_1));
            for (int i = 0; i < times && taken; i++) {
                taken = write(socket, block);
            }
            return parse(read(socket.getInputStream()));
        }
    }

    private static boolean write(Socket socket, byte[] block) {
        try {
            socket.getOutputStream().write(block);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Until the server closes; a reset after the answer belongs to refusing the rest of a body. */
    private static byte[] read(InputStream in) {
        var bytes = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                bytes.write(b);
            }
        } catch (IOException e) {
            return bytes.toByteArray();
        }
        return bytes.toByteArray();
    }

    private static Answer parse(byte[] bytes) {
        var text = new String(bytes, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, Map.of(), text);
        }
        var lines = text.substring(0, end).split("\r\n");
        var headers = new LinkedHashMap<String, List<String>>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.computeIfAbsent(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
    }
}
