package io.lakesync.console.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.Resource;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/** Addresses of the console's own files. They change with the content, so that browsers may keep the files for long. */
@Named
@ApplicationScoped
public class Assets {
    private static final String LIBRARY = "lakesync";

    /** Bounded by the files of the library: only pages name them. */
    private final Map<String, String> versions = new ConcurrentHashMap<>();

    public String url(String name) {
        Resource file = FacesContext.getCurrentInstance()
                .getApplication()
                .getResourceHandler()
                .createResource(name, LIBRARY);
        return file.getRequestPath() + "&v=" + versions.computeIfAbsent(name, any -> version(file));
    }

    private static String version(Resource file) {
        CRC32 sum = new CRC32();
        try (InputStream content = file.getInputStream()) {
            sum.update(content.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Long.toHexString(sum.getValue());
    }
}
