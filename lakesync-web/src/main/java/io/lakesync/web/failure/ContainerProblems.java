package io.lakesync.web.failure;

import io.lakesync.web.trace.RequestId;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The error page of the deployment: whatever the container refuses by itself. */
public class ContainerProblems extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int NOT_FOUND = 404;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var problem = Problem.of(status instanceof Integer code ? code : NOT_FOUND);
        problem.send(RequestId.of(request).value(), response);
    }
}
