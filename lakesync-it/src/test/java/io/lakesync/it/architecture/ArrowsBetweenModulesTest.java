package io.lakesync.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds a tiny checkout with our own parent pom and a module that points where it may not. */
class ArrowsBetweenModulesTest {
    private static final int MINUTES_MAX = 5;

    @TempDir
    Path checkout;

    @Test
    void an_edge_that_compiles_against_the_engine_stops_the_build() throws Exception {
        plant("lakesync-api", "nothing", "");
        plant("lakesync-engine", "lakesync-api", "");
        plant("lakesync-web", "lakesync-api", dependency("lakesync-engine"));

        assertThat(build()).contains("BUILD FAILURE").contains("docs/architecture.md");
    }

    @Test
    void an_edge_that_compiles_against_the_vocabulary_does_not() throws Exception {
        plant("lakesync-api", "nothing", "");
        plant("lakesync-engine", "lakesync-api", dependency("lakesync-api"));
        plant("lakesync-web", "lakesync-api", dependency("lakesync-api"));

        assertThat(build()).contains("BUILD SUCCESS");
    }

    private void plant(String module, String mayUse, String dependencies) throws IOException {
        var pom =
                """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>io.lakesync</groupId>
                    <artifactId>lakesync-parent</artifactId>
                    <version>1.0.0-SNAPSHOT</version>
                  </parent>
                  <artifactId>%s</artifactId>
                  <properties>
                    <lakesync.may-use>%s</lakesync.may-use>
                  </properties>
                  <dependencies>%s</dependencies>
                </project>
                """
                        .formatted(module, mayUse, dependencies);
        var source = Files.createDirectories(checkout.resolve(module).resolve("src/main/java/planted"));
        Files.writeString(source.resolve("Something.java"), "package planted;\n\nclass Something {}\n");
        Files.writeString(checkout.resolve(module).resolve("pom.xml"), pom);
    }

    private static String dependency(String module) {
        return "<dependency><groupId>io.lakesync</groupId><artifactId>%s</artifactId></dependency>".formatted(module);
    }

    private String build() throws IOException, InterruptedException {
        var parent = Files.readString(Sources.root().resolve("pom.xml"))
                .replaceAll(
                        "(?s)<modules>.*?</modules>",
                        "<modules><module>lakesync-api</module><module>lakesync-engine</module><module>lakesync-web</module></modules>");
        Files.writeString(checkout.resolve("pom.xml"), parent);
        Files.createDirectories(checkout.resolve(".mvn"));
        var log = checkout.resolve("build.log");
        var build = new ProcessBuilder("mvn", "--batch-mode", "--offline", "compile")
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(build.waitFor(MINUTES_MAX, TimeUnit.MINUTES))
                    .as("the build ends")
                    .isTrue();
        } finally {
            build.destroyForcibly();
        }
        return Files.readString(log);
    }
}
