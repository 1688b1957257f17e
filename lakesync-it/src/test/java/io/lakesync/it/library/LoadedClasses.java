package io.lakesync.it.library;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.lakesync.it.server.Built;
import io.lakesync.it.server.ServerKind;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the JVM of a server says about each class that it loads: where it was found. */
record LoadedClasses(List<Entry<String, String>> sources) {
    private static final Pattern LINE = Pattern.compile("(\\S+) source: (?:jar:|vfs:)?(?:file:)?(.+?\\.jar)(?:!/)?");
    private static final String EAR = "EAR ";
    /** Inside the archive, or where a server has unpacked it. */
    private static final Pattern OF_THE_EAR = Pattern.compile("/lakesync\\.ear/|/applications/lakesync/");

    private static final Pattern VERSION = Pattern.compile("-(\\d[^/]*)\\.jar$");

    /** The option for the JVM; each process of the server's scripts writes a file of its own. */
    static String option(ServerKind kind) {
        return "-Xlog:class+load=info:file=" + Built.workingDirectory().resolve(prefix(kind)) + "%p.log:none";
    }

    static LoadedClasses of(ServerKind kind) throws IOException {
        var sources = new ArrayList<Entry<String, String>>();
        try (Stream<Path> files = Files.list(Built.workingDirectory())) {
            for (var file : files.filter(path -> path.getFileName().toString().startsWith(prefix(kind)))
                    .toList()) {
                for (var line : Files.readAllLines(file)) {
                    var found = LINE.matcher(line);
                    if (found.matches()) sources.add(Map.entry(found.group(1), found.group(2)));
                }
            }
        }
        return new LoadedClasses(sources);
    }

    private static String prefix(ServerKind kind) {
        return "classes-" + kind + "-" + ProcessHandle.current().pid() + "-";
    }

    /** For each library that lies in the EAR, the copy that the EAR runs on, as {@link #copy} has it. */
    Map<String, String> copies(ShippedLibraries shipped) {
        var copies = new TreeMap<String, String>();
        sources.stream()
                .filter(loaded -> shipped.libraryOfClass().containsKey(loaded.getKey()))
                .collect(groupingBy(loaded -> shipped.libraryOfClass().get(loaded.getKey())))
                .forEach((library, loaded) -> copies.put(library, copyOf(loaded)));
        return copies;
    }

    /**
     * The EAR's where a class was loaded from it that the server has loaded from its own copy: so it asks itself first.
     * Else the one that most classes came from, for a server's older copy may lack a few.
     */
    private static String copyOf(List<Entry<String, String>> loaded) {
        var types = loaded.stream().collect(groupingBy(each -> copy(each.getValue()), mapping(Entry::getKey, toSet())));
        var most = Collections.max(
                types.entrySet(), Comparator.comparing(each -> each.getValue().size()));
        return types.entrySet().stream()
                .filter(each -> each.getKey().startsWith(EAR))
                .filter(each -> !Collections.disjoint(each.getValue(), most.getValue()))
                .findFirst()
                .orElse(most)
                .getKey();
    }

    /** All copies of one class. */
    Set<String> copies(String type) {
        return sources.stream()
                .filter(loaded -> loaded.getKey().equals(type))
                .map(loaded -> copy(loaded.getValue()))
                .collect(toSet());
    }

    /** "EAR" or "server", and the version that the file's name or its manifest tells. */
    private static String copy(String jar) {
        return OF_THE_EAR.matcher(jar).find() ? EAR + versionInName(jar) : "server " + versionInManifest(jar);
    }

    private static String versionInName(String jar) {
        var version = VERSION.matcher(jar);
        return version.find() ? version.group(1) : jar;
    }

    private static String versionInManifest(String jar) {
        try (var file = new JarFile(new File(jar))) {
            var told = file.getManifest().getMainAttributes();
            var version = told.getValue("Bundle-Version");
            return version == null ? told.getValue("Implementation-Version") : version;
        } catch (IOException e) {
            throw new UncheckedIOException(jar, e);
        }
    }
}
