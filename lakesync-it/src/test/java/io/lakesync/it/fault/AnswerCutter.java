package io.lakesync.it.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Between clients and a server: takes every n-th answer of 200 and throws it away, with the connection that it came by. */
final class AnswerCutter implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final String ACKNOWLEDGED = "HTTP/1.1 200";

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final URI server;
    private final int every;

    AnswerCutter(URI server, int every) throws IOException {
        this.server = server;
        this.every = every;
        threads.execute(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:%d".formatted(door.getLocalPort()));
    }

    int cuts() {
        return cuts.get();
    }

    /** Ends all connections, too: whoever reads from them has read to the end. */
    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdown();
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            ended.incrementAndGet();
        }
    }

    private void serve(Socket client) {
        try (client;
                var upstream = new Socket(server.getHost(), server.getPort())) {
            threads.execute(() -> forwardRequests(client, upstream));
            forwardAnswers(upstream.getInputStream(), client.getOutputStream());
        } catch (IOException gone) {
            ended.incrementAndGet();
        }
    }

    private void forwardRequests(Socket client, Socket upstream) {
        try {
            client.getInputStream().transferTo(upstream.getOutputStream());
            upstream.close();
        } catch (IOException gone) {
            ended.incrementAndGet();
        }
    }

    /** One answer at a time: a client of HTTP/1.1 asks again only when it is answered. */
    private void forwardAnswers(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
            if (isDue(new String(buffer, 0, length, US_ASCII))) {
                return;
            }
            to.write(buffer, 0, length);
        }
    }

    private boolean isDue(String answer) {
        boolean isDue = answer.startsWith(ACKNOWLEDGED) && answers.incrementAndGet() % every == 0;
        if (isDue) {
            cuts.incrementAndGet();
        }
        return isDue;
    }
}
