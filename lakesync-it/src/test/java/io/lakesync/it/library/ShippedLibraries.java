package io.lakesync.it.library;

import io.lakesync.it.server.Built;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

/** Whose classes lie in the EAR, its own and those of its WARs. */
record ShippedLibraries(Map<String, String> libraryOfClass, Map<String, String> versions) {
    private static final Pattern LIBRARY = Pattern.compile("(?:WEB-INF/)?lib/(.+?)-(\\d.*)\\.jar");
    private static final String CLASS = ".class";

    static ShippedLibraries ofTheEar() throws IOException {
        var shipped = new ShippedLibraries(new TreeMap<>(), new TreeMap<>());
        try (var ear = Files.newInputStream(Built.ear())) {
            shipped.addLibraries(ear);
        }
        return shipped;
    }

    private void addLibraries(InputStream archive) throws IOException {
        var zip = new ZipInputStream(archive);
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            var library = LIBRARY.matcher(entry.getName());
            if (library.matches()) {
                versions.put(library.group(1), library.group(2));
                addClasses(zip.readAllBytes(), library.group(1));
            } else if (entry.getName().endsWith(".war")) {
                addLibraries(new ByteArrayInputStream(zip.readAllBytes()));
            }
        }
    }

    private void addClasses(byte[] jar, String library) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var name = entry.getName();
                if (name.endsWith(CLASS) && !name.startsWith("META-INF/") && name.contains("/")) {
                    libraryOfClass.put(
                            name.substring(0, name.length() - CLASS.length()).replace('/', '.'), library);
                }
            }
        }
    }
}
