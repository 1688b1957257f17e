package io.lakesync.it.server;

import java.util.Arrays;
import java.util.List;

/** The application servers that the EAR is built for. */
public enum ServerKind {
    WILDFLY,
    PAYARA;

    Launch launch(Site site) {
        return this == WILDFLY ? new WildFlyLaunch(site) : new PayaraLaunch(site);
    }

    /** Those that this run is about. */
    public static List<ServerKind> wanted() {
        var wanted = System.getProperty("lakesync.it.servers", "").toUpperCase();
        return Arrays.stream(values())
                .filter(kind -> wanted.isBlank() || wanted.contains(kind.name()))
                .toList();
    }
}
