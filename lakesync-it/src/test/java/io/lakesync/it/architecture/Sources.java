package io.lakesync.it.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout that the tests belong to. */
final class Sources {
    private Sources() {}

    static Path root() {
        return Path.of("").toAbsolutePath().getParent();
    }

    /** Compiled production classes of every module that has some. */
    static List<Path> classes() {
        return modules()
                .map(module -> module.resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    /** Production sources of every module, their generated ones not included. */
    static List<Path> java() {
        return below("src/main/java");
    }

    /** Where tests are: also in the module whose product is the contracts. */
    static List<Path> tests() {
        return Stream.concat(
                        below("src/test/java").stream(), javaBelow(root().resolve("lakesync-contracts/src/main/java")))
                .toList();
    }

    private static List<Path> below(String folder) {
        return modules()
                .map(module -> module.resolve(folder))
                .filter(Files::isDirectory)
                .flatMap(Sources::javaBelow)
                .sorted()
                .toList();
    }

    static Stream<Path> javaBelow(Path directory) {
        return walk(directory).filter(file -> file.toString().endsWith(".java"));
    }

    private static Stream<Path> modules() {
        try (var children = Files.list(root())) {
            return children.filter(child -> Files.exists(child.resolve("pom.xml"))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> walk(Path directory) {
        try (var files = Files.walk(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
