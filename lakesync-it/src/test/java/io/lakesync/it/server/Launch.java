package io.lakesync.it.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** How one kind of server is started by its own scripts. */
interface Launch {

    /**
     * Starts the server with the EAR and returns before it is ready. A second call starts it again on the same site.
     *
     * @return the server's script, which ends with another code than 0 where there will be no server
     */
    Process start() throws IOException;

    /** The server's JVM; empty while the script has not written its id, and after its end. */
    Optional<ProcessHandle> jvm() throws IOException;

    /** Why the server will never be ready after its latest start; empty while it may. */
    Optional<String> failure() throws IOException;

    Path log();
}
