package io.lakesync.it.inside;

import io.lakesync.it.server.Built;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The EAR without its WARs as one WAR: Payara Micro takes no EAR. The jars are the very ones that are delivered. */
final class InsideArchive {
    private static final String EJB = "lakesync-ejb.jar";
    private static final String BEANS =
            "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"annotated\"/>";

    /** As META-INF/glassfish-application.xml of the EAR has it. */
    private static final String OWN_LIBRARIES =
            "<glassfish-web-app><class-loader delegate=\"false\"/></glassfish-web-app>";

    private InsideArchive() {}

    /** With an empty database of its own. */
    static WebArchive build() {
        var ear = ShrinkWrap.create(ZipImporter.class, "lakesync.ear")
                .importFrom(Built.ear().toFile())
                .as(EnterpriseArchive.class);
        var ejb = ear.getAsType(JavaArchive.class, EJB);
        var war = ShrinkWrap.create(WebArchive.class, "inside.war")
                .add(ear.get(EJB).getAsset(), "WEB-INF/lib/" + EJB)
                // in a WAR the descriptor of its beans has another place
                .addAsWebInfResource(ejb.get("META-INF/ejb-jar.xml").getAsset(), "ejb-jar.xml")
                .addAsWebInfResource(new StringAsset(BEANS), "beans.xml")
                .addAsWebInfResource(new StringAsset(OWN_LIBRARIES), "glassfish-web.xml")
                .addAsResource(new StringAsset(settings()), "META-INF/microprofile-config.properties")
                .addAsLibrary(jarOf(Assertions.class).toFile())
                .addClasses(Interference.class, LogTraces.class, LogTraces.Traces.class, RefusingStage.class);
        ear.getContent(Filters.include("/lib/.*\\.jar"))
                .forEach((path, jar) -> war.add(jar.getAsset(), "WEB-INF" + path.get()));
        return war;
    }

    /** Above the environment: whoever runs this test may have settings of their own. */
    private static String settings() {
        return """
                config_ordinal=1000
                lakesync.db.url=jdbc:h2:file:%s/lakesync
                lakesync.demo=true
                """
                .formatted(freshDirectory());
    }

    private static Path freshDirectory() {
        try {
            return Files.createTempDirectory(Built.root().resolve("lakesync-it/target"), "inside");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path entry is no URI", e);
        }
    }
}
