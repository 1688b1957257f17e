package io.lakesync.console.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** A browser with a session cookie and its session on the server, as far as a visit needs them. */
class Browser {
    private final Map<String, Object> attributes = new HashMap<>();
    private int cookie;
    private boolean open;
    private boolean unattended;

    void openSession() {
        open = true;
        cookie++;
    }

    String sessionId() {
        return Integer.toString(cookie);
    }

    void unattended(boolean asksByItself) {
        unattended = asksByItself;
    }

    HttpServletRequest request() {
        return fake(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getSession" -> session(arguments.length == 0 || (boolean) arguments[0]);
            case "getRequestedSessionId" -> cookie == 0 ? null : sessionId();
            case "getParameter" -> unattended && Visit.UNATTENDED.equals(arguments[0]) ? "true" : null;
            case "changeSessionId" -> Integer.toString(++cookie);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private HttpSession session(boolean create) {
        if (!open && create) {
            openSession();
        }
        return open ? session() : null;
    }

    private HttpSession session() {
        return fake(HttpSession.class, (method, arguments) -> switch (method) {
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "removeAttribute" -> attributes.remove((String) arguments[0]);
            case "invalidate" -> close();
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private Object close() {
        open = false;
        attributes.clear();
        return null;
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        answer.to(method.getName(), arguments == null ? new Object[0] : arguments)));
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }
}
