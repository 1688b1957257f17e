package io.lakesync.console.login;

import io.lakesync.console.clock.ConsoleClock;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Tells the container who asks, from the session that {@link LoginPage} filled; sends everybody else to the login page.
 * The alternative with a priority wins on servers where mechanisms of other modules are seen here.
 */
@Alternative
@Priority(1000)
@ApplicationScoped
public class SessionLogin implements HttpAuthenticationMechanism {
    private static final String AJAX_REDIRECT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <partial-response><redirect url="%s"></redirect></partial-response>
            """;

    @Inject
    private ConsoleClock clock;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        Visit visit = new Visit(request, clock.instant());
        Optional<Operator> operator = visit.operator();
        if (operator.isPresent()) {
            return context.notifyContainerAboutLogin(
                    operator.get().name(), operator.get().roles());
        }
        return context.isProtected() ? askToSignIn(visit, request, response, context) : context.doNothing();
    }

    private static AuthenticationStatus askToSignIn(
            Visit visit, HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        ResponseHeaders.set(request, response);
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.startsWith("/jakarta.faces.push/")) {
            return context.responseUnauthorized();
        }
        String login = request.getContextPath() + "/login.xhtml" + (visit.hasEnded() ? "?ended=true" : "");
        if (request.getMethod().equals("GET") && path.endsWith(".xhtml")) {
            visit.want(request.getQueryString() == null ? path : path + "?" + request.getQueryString());
        }
        try {
            redirect(request, response, login);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return AuthenticationStatus.SEND_CONTINUE;
    }

    private static void redirect(HttpServletRequest request, HttpServletResponse response, String login)
            throws IOException {
        if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            response.setContentType("text/xml;charset=UTF-8");
            response.getWriter().write(AJAX_REDIRECT.formatted(login));
        } else {
            response.sendRedirect(login);
        }
    }
}
