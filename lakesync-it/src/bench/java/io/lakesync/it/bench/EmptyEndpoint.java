package io.lakesync.it.bench;

import io.lakesync.it.server.DeployedServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A resource that reads a body and answers nothing, deployed beside the product: the ceiling of small requests. */
final class EmptyEndpoint {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private EmptyEndpoint() {}

    /** Returns when it answers. */
    static void deploy(DeployedServer server, Node node) throws Exception {
        var deployments = server.log().resolveSibling("server/deployments");
        var archive = ShrinkWrap.create(WebArchive.class, "empty.war")
                .addClasses(EmptyApplication.class, EmptyResource.class);
        var file = Files.createTempFile(deployments.getParent(), "empty", ".part");
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        Files.move(file, deployments.resolve("empty.war"));
        HttpRequest request = node.empty(new byte[0]);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (node.http().send(request, BodyHandlers.discarding()).statusCode() != 200) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the empty endpoint does not answer; see " + server.log());
            }
            LockSupport.parkNanos(PATIENCE.toNanos() / 1_000);
        }
    }
}
