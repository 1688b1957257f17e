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
import java.util.regex.Pattern;

/** Sends bytes that no HTTP client would send. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: *(\\d+)\r\n", Pattern.CASE_INSENSITIVE);

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

    /**
     * Until the answer has the length that it tells, or the server closes: one that has refused a body may wait long for the
     * rest of it. A reset after the answer belongs to refusing it.
     */
    private static byte[] read(InputStream in) {
        var bytes = new ByteArrayOutputStream();
        try {
            int wanted = Integer.MAX_VALUE;
            for (int b = in.read(); b >= 0; b = bytes.size() < wanted ? in.read() : -1) {
                bytes.write(b);
                if (b == '\n' && wanted == Integer.MAX_VALUE) {
                    wanted = length(bytes.toString(ISO_8859_1));
                }
            }
        } catch (IOException e) {
            return bytes.toByteArray();
        }
        return bytes.toByteArray();
    }

    /** Of head and body, as far as the head tells. */
    private static int length(String head) {
        var told = LENGTH.matcher(head);
        return head.endsWith("\r\n\r\n") && told.find()
                ? head.length() + Integer.parseInt(told.group(1))
                : Integer.MAX_VALUE;
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
