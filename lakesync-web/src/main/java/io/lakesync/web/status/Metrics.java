package io.lakesync.web.status;

import io.lakesync.api.gateway.Administration;
import io.lakesync.web.limit.RateLimits;
import io.lakesync.web.socket.Sockets;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * All meters as Prometheus text. A servlet, because the scraper's media type must leave as it is spelled here.
 */
public class Metrics extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String SOCKETS =
            """
            # HELP lakesync_ws_connections Open sockets of this node
            # TYPE lakesync_ws_connections gauge
            lakesync_ws_connections %d
            """;

    @EJB
    private transient Administration administration;

    @Inject
    private transient Sockets sockets;

    @Inject
    private transient RateLimits limits;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var text = administration.metrics() + SOCKETS.formatted(sockets.count()) + limits.metrics();
        response.setHeader("Content-Type", MEDIA_TYPE);
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
