package io.lakesync.web.socket;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** Opens the paths of sockets: with the version, and without it as the first clients have it. */
public class SocketRoutes implements ServletContextListener {
    private static final List<String> PATHS = List.of("/sync/{gateway}/ws", "/v1/sync/{gateway}/ws");

    @Inject
    private Sockets sockets;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var container = (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
        for (var path : PATHS) {
            try {
                container.addEndpoint(ServerEndpointConfig.Builder.create(SocketEndpoint.class, path)
                        .configurator(new Endpoints(sockets))
                        .build());
            } catch (DeploymentException e) {
                throw new IllegalStateException("cannot serve sockets at " + path, e);
            }
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        sockets.drain();
    }

    /** Makes one endpoint for each socket. */
    static final class Endpoints extends ServerEndpointConfig.Configurator {
        private final Sockets sockets;

        Endpoints(Sockets sockets) {
            this.sockets = sockets;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new SocketEndpoint(sockets));
        }
    }
}
