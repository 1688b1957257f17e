package io.lakesync.console.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The part of the HTTP session that is ours: who has signed in, when they last did something, and which page they wanted
 * before they had to sign in. Pages that bring themselves up to date do not count as doing something, else an unattended
 * screen would never sign out.
 */
class Visit {
    static final Duration IDLE_MAX = Duration.ofMinutes(30);
    /** Sent along by pages that ask by themselves. */
    static final String UNATTENDED = "unattended";

    private static final String OPERATOR = "operator";
    private static final String ACTIVE_AT = "activeAt";
    private static final String WANTED = "wanted";

    private final HttpServletRequest request;
    private final Instant now;

    Visit(HttpServletRequest request, Instant now) {
        this.request = request;
        this.now = now;
    }

    /** Who asks; empty when nobody has signed in or the session was idle for too long, which ends it. */
    Optional<Operator> operator() {
        return session().filter(this::isAwake).map(this::seen);
    }

    /** Whether a visit was under way that has ended by itself. */
    boolean hasEnded() {
        return request.getRequestedSessionId() != null && session().isEmpty();
    }

    /** The session gets a new id: one that was planted before is worth nothing. */
    void begin(Operator operator) {
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setAttribute(OPERATOR, operator);
        session.setAttribute(ACTIVE_AT, now);
    }

    void end() {
        session().ifPresent(HttpSession::invalidate);
    }

    void want(String page) {
        request.getSession().setAttribute(WANTED, page);
    }

    /** The page that was asked for before signing in; told once. */
    Optional<String> wanted() {
        return session().flatMap(session -> {
            Optional<String> page = Optional.ofNullable((String) session.getAttribute(WANTED));
            session.removeAttribute(WANTED);
            return page;
        });
    }

    private Optional<HttpSession> session() {
        return Optional.ofNullable(request.getSession(false));
    }

    private boolean isAwake(HttpSession session) {
        if (!(session.getAttribute(ACTIVE_AT) instanceof Instant activeAt)) {
            return false;
        }
        boolean awake = Duration.between(activeAt, now).compareTo(IDLE_MAX) < 0;
        if (!awake) {
            session.invalidate();
        }
        return awake;
    }

    private Operator seen(HttpSession session) {
        if (request.getParameter(UNATTENDED) == null) {
            session.setAttribute(ACTIVE_AT, now);
        }
        return (Operator) session.getAttribute(OPERATOR);
    }
}
