package io.lakesync.web.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request whose user principal is its requester, and whose address may be logged: containers do when something fails. */
final class IdentifiedRequest extends HttpServletRequestWrapper {
    private final Requester requester;

    IdentifiedRequest(HttpServletRequest request, Requester requester) {
        super(request);
        this.requester = requester;
    }

    @Override
    public Principal getUserPrincipal() {
        return requester;
    }

    @Override
    public String getQueryString() {
        return Query.withoutToken(super.getQueryString());
    }
}
