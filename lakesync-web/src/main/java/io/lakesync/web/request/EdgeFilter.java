package io.lakesync.web.request;

import static io.lakesync.api.failure.SyncFailure.AUTH_ERROR;
import static io.lakesync.api.failure.SyncFailure.NOT_FOUND;

import io.lakesync.api.failure.SyncException;
import io.lakesync.web.failure.Problem;
import io.lakesync.web.limit.RateLimits;
import io.lakesync.web.trace.RequestId;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.logging.Logger;

/** The one gate of the edge: HTTP requests and the opening of sockets pass here before anything else sees them. */
public class EdgeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(EdgeFilter.class.getName());
    private static final int FORBIDDEN = 403;

    /** Containers disagree about others. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

    @Inject
    private transient Guard guard;

    @Inject
    private transient RateLimits limits;

    @Inject
    private transient ResponseHeaders headers;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var id = RequestId.of(request.getHeader(RequestId.HEADER));
        id.attachTo(request);
        var thread = id.onThread();
        try {
            headers.apply(request, id, response);
            route(request, response, chain);
            LOG.fine(() -> "%s %s %d".formatted(request.getMethod(), request.getRequestURI(), response.getStatus()));
        } catch (ServletException | RuntimeException e) {
            Problem.of(e).send(id.value(), response);
        } finally {
            thread.restore();
        }
    }

    private void route(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getMethod().equals("OPTIONS")) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        if (!METHODS.contains(request.getMethod())) {
            throw new SyncException(NOT_FOUND, "Not found");
        }
        Host.requireWellFormed(Collections.list(request.getHeaders("Host")));
        var path = RequestPath.parse(request.getRequestURI());
        if (path.isUnversioned()) {
            redirect(request, response);
        } else if (path.isProtected()) {
            admit(request, path, response, chain);
        } else if (path.isPublic()) {
            Query.requireWellFormed(request.getQueryString());
            pass(path, request, response, chain);
        } else {
            throw new SyncException(NOT_FOUND, "Not found");
        }
    }

    private void admit(HttpServletRequest request, RequestPath path, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var requester = guard.identify(request, path);
        var refusal = guard.refusal(requester.caller(), path);
        if (refusal.isPresent()) {
            new Problem(FORBIDDEN, new SyncException(AUTH_ERROR, refusal.get()))
                    .send(requester.requestId().value(), response);
            return;
        }
        limits.count(requester.caller(), path.gateway());
        guard.requireSize(request.getContentLengthLong());
        pass(path, new IdentifiedRequest(request, requester), response, chain);
    }

    private static void pass(
            RequestPath path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (path.isVersioned()) {
            response.setHeader("API-Version", "v1");
        }
        chain.doFilter(request, response);
    }

    /** The earlier server's answer, but for the query string that it dropped. */
    private static void redirect(HttpServletRequest request, HttpServletResponse response) {
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
        response.setHeader("Location", "/v1" + request.getRequestURI() + query);
        response.setHeader("Sunset", "2026-06-01");
    }
}
