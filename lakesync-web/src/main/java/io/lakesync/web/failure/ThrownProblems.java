package io.lakesync.web.failure;

import io.lakesync.web.trace.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Whatever a resource throws. */
@Provider
public class ThrownProblems implements ExceptionMapper<Throwable> {
    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        return Problem.of(thrown).response(RequestId.of(request).value());
    }
}
