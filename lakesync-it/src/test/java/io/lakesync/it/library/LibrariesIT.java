package io.lakesync.it.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.client.HttpAdministration;
import io.lakesync.client.HttpGateway;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the EAR brings is what runs, in the version that the build pins, but for the libraries of which WildFly puts its
 * own copy first; of those the build compiles against the same line. What the EAR does not bring is the server's.
 */
class LibrariesIT {
    private static final String JACKSON = "com.fasterxml.jackson.core-jackson-";

    /** Where the server's copy is ahead of the EAR's. */
    private static final Map<ServerKind, Map<String, String>> AHEAD = Map.of(
            ServerKind.WILDFLY,
            Map.of(
                    JACKSON + "annotations", "server 2.20.0",
                    JACKSON + "core", "server 2.20.1",
                    JACKSON + "databind", "server 2.20.1"),
            ServerKind.PAYARA,
            Map.of());

    /** A class of each library that is the server's alone: CDI, Faces, JSON-P, the API of persistence. */
    private static final Map<ServerKind, Map<String, String>> ALONE = Map.of(
            ServerKind.WILDFLY,
            Map.of(
                    "org.jboss.weld.manager.BeanManagerImpl", "server 5.1.6.Final",
                    "com.sun.faces.util.Util", "server 4.0.13",
                    "org.eclipse.parsson.JsonProviderImpl", "server 1.1.7",
                    "jakarta.persistence.EntityManager", "server 3.1.0"),
            ServerKind.PAYARA,
            Map.of(
                    "org.jboss.weld.manager.BeanManagerImpl", "server 5.1.6.Final",
                    "com.sun.faces.util.Util", "server 4.0.11.payara-p1",
                    "org.eclipse.parsson.JsonProviderImpl", "server 1.1.5.payara-p1",
                    "jakarta.persistence.EntityManager", "server 3.1.0"));

    /** A run that used none of these would prove nothing. */
    private static final List<String> USED = List.of(
            JACKSON + "core",
            "com.bucket4j-bucket4j_jdk17-core",
            "com.github.ben-manes.caffeine-caffeine",
            "com.google.protobuf-protobuf-java",
            "com.h2database-h2",
            "com.nimbusds-nimbus-jose-jwt",
            "io.micrometer-micrometer-core",
            "org.eclipse.persistence-eclipselink",
            "org.flywaydb-flyway-core",
            "org.postgresql-postgresql",
            "primefaces");

    @ParameterizedTest
    @MethodSource("io.lakesync.it.server.ServerKind#wanted")
    void each_library_runs_in_the_copy_that_the_build_counts_on(ServerKind kind, TestReporter reporter)
            throws IOException, InterruptedException {
        var watched = Map.of("JAVA_TOOL_OPTIONS", LoadedClasses.option(kind));
        try (var own = OwnServer.start(kind, Database.H2, watched)) {
            useEverything(own.server());
        }
        var loaded = LoadedClasses.of(kind);
        var shipped = ShippedLibraries.ofTheEar();
        var copies = loaded.copies(shipped);
        reporter.publishEntry(copies);

        assertThat(copies).containsKeys(USED.toArray(String[]::new));
        var expected = new TreeMap<String, String>();
        copies.keySet()
                .forEach(library -> expected.put(
                        library,
                        AHEAD.get(kind)
                                .getOrDefault(
                                        library, "EAR " + shipped.versions().get(library))));
        assertThat(copies).isEqualTo(expected);
        ALONE.get(kind)
                .forEach(
                        (type, copy) -> assertThat(loaded.copies(type)).as(type).containsExactly(copy));
        assertThat(shipped.libraryOfClass().keySet())
                .noneMatch(
                        type -> type.startsWith("jakarta.") || ALONE.get(kind).containsKey(type));
    }

    /** Edges, tokens, log, destination, codecs, meters and console. */
    private static void useEverything(DeployedServer server) throws IOException, InterruptedException {
        var gateway = new GatewayId("libraries");
        var caller = new Caller("ann", gateway.value(), Set.of(Caller.ADMIN), Map.of(), Instant.MAX);
        Function<Caller, String> tokens = each -> server.token(each.subject(), each.gateway(), Caller.ADMIN);
        var administration = new HttpAdministration(server.baseUri(), caller, tokens);
        administration.save(gateway, GatewayMode.OPEN);
        administration.saveSchema(
                gateway, "{\"table\":\"todos\",\"columns\":[{\"name\":\"title\",\"type\":\"string\"}]}");
        administration.flush(gateway);
        try (var door = new HttpGateway(server.baseUri(), tokens)) {
            var capabilities = Set.of(Capability.CURSOR, Capability.UPSERT);
            var request = new PullRequest(gateway, "ann", Cursor.BEGINNING, 1, Optional.empty(), capabilities);
            door.pull(caller, request);
            door.stream(caller, request);
        }
        for (var path : List.of("/metrics", "/console/login.xhtml")) {
            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(server.uri(path)).build(), BodyHandlers.discarding());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
        }
    }
}
