package io.lakesync.web.socket;

import static io.lakesync.api.failure.SyncFailure.BACKPRESSURE_ERROR;

import io.lakesync.api.failure.SyncException;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refuses a socket too many while an answer in HTTP is still possible. Stands behind the token filter. */
public class SocketGate extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Sockets sockets;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getHeader("Upgrade") != null && sockets.isFull()) {
            throw new SyncException(BACKPRESSURE_ERROR, "Too many open sockets: %d".formatted(sockets.count()));
        }
        chain.doFilter(request, response);
    }
}
