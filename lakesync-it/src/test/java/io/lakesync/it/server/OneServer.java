package io.lakesync.it.server;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One of the shared servers for all tests of a class; see {@link OnBothServers} for a server per test method. */
public final class OneServer implements BeforeAllCallback {
    private final ServerKind kind;
    private final Database database;
    private Optional<DeployedServer> server = Optional.empty();

    public OneServer(ServerKind kind, Database database) {
        this.kind = kind;
        this.database = database;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeThat(ServerKind.wanted()).contains(kind);
        server = Optional.of(ServersExtension.server(context, kind, database));
    }

    public DeployedServer server() {
        return server.orElseThrow();
    }
}
