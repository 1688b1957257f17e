package io.lakesync.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostTest {
    private static final String HOST = "hooks.example";
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] BODY = "{\"entries\":[]}".getBytes(StandardCharsets.UTF_8);
    /** More than the buffers of both ends hold. */
    private static final int HUGE = 64 << 20;

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        clockwork.shutdownNow();
    }

    @Test
    void a_receiver_is_reached_by_tls_under_its_name_at_the_address_that_was_judged() throws Exception {
        var certificate = Certificate.of(HOST, directory);
        var receiver = receiver(certificate);
        try {
            assertThat(send(certificate.trusted(), receiver)).isEqualTo(204);
            assertThat(heard).containsExactly("%s:%d %s".formatted(HOST, port(receiver), new String(BODY)));
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void a_receiver_with_the_certificate_of_another_name_hears_nothing() throws Exception {
        var another = Certificate.of("other.example", directory);
        requireUnheard(another, another.trusted());
    }

    @Test
    void a_receiver_whose_certificate_nobody_trusts_hears_nothing() throws Exception {
        requireUnheard(Certificate.of(HOST, directory), SSLContext.getDefault());
    }

    private void requireUnheard(Certificate shown, SSLContext trusted) throws Exception {
        var receiver = receiver(shown);
        try {
            assertThatThrownBy(() -> send(trusted, receiver)).isInstanceOf(SSLException.class);
            assertThat(heard).isEmpty();
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void a_receiver_that_does_not_read_holds_nobody_up() throws Exception {
        try (var deaf = new ServerSocket(0, 1, HERE)) {
            var url = URI.create("http://%s:%d/in".formatted(HOST, deaf.getLocalPort()));
            requireGivenUp(url, new byte[HUGE]);
        }
    }

    @Test
    void a_receiver_that_does_not_shake_hands_holds_nobody_up() throws Exception {
        try (var deaf = new ServerSocket(0, 1, HERE)) {
            requireGivenUp(URI.create("https://%s:%d/in".formatted(HOST, deaf.getLocalPort())), BODY);
        }
    }

    private void requireGivenUp(URI url, byte[] body) throws Exception {
        var post = new Post(SSLContext.getDefault().getSocketFactory(), clockwork, Duration.ofMillis(300));
        assertTimeoutPreemptively(PATIENCE, () -> assertThatThrownBy(() -> post.send(url, HERE, Map.of(), body))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not answered within"));
    }

    private int send(SSLContext trusted, HttpsServer receiver) throws IOException {
        var url = URI.create("https://%s:%d/in".formatted(HOST, port(receiver)));
        return new Post(trusted.getSocketFactory(), clockwork, PATIENCE).send(url, HERE, Map.of(), BODY);
    }

    private HttpsServer receiver(Certificate certificate) throws Exception {
        var receiver = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
        receiver.setHttpsConfigurator(new HttpsConfigurator(certificate.shown()));
        receiver.createContext("/in", exchange -> {
            var host = exchange.getRequestHeaders().getFirst("Host");
            heard.add(host + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        return receiver;
    }

    private static int port(HttpsServer receiver) {
        return receiver.getAddress().getPort();
    }
}
