package io.lakesync.it.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until a server says that it is ready, or until it is known never to be. */
record Readiness(Launch launch, URI question) {

    /** Two servers starting at once on two busy cores, each the first time. */
    private static final Duration START_MAX = Duration.ofMinutes(4);

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** @param script what was started last */
    void await(Process script) throws IOException {
        var deadline = System.nanoTime() + START_MAX.toNanos();
        var answer = "no answer";
        var seen = false;
        while (System.nanoTime() < deadline) {
            var jvm = launch.jvm();
            seen |= jvm.isPresent();
            if (seen && jvm.filter(ProcessHandle::isAlive).isEmpty()) throw never("the server died");
            if (!script.isAlive() && script.exitValue() != 0)
                throw never("the script ended with " + script.exitValue());
            var failure = launch.failure();
            if (failure.isPresent()) throw never(failure.get());
            answer = ask();
            if (answer.startsWith("200") && jvm.isPresent()) return;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw never("not ready after " + START_MAX + ", last answer " + answer);
    }

    private String ask() {
        var request =
                HttpRequest.newBuilder(question).timeout(Duration.ofSeconds(5)).build();
        try {
            var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private AssertionError never(String reason) throws IOException {
        var log = Files.exists(launch.log()) ? Files.readString(launch.log()) : "";
        var end = log.substring(Math.max(0, log.length() - 8000));
        return new AssertionError(question + ": " + reason + "\n" + launch.log() + " ends with\n" + end);
    }
}
