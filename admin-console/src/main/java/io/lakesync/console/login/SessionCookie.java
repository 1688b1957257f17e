package io.lakesync.console.login;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Keeps the session's cookie from requests that other sites make. Payara takes this from glassfish-web.xml alone. */
@WebListener
public class SessionCookie implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent start) {
        start.getServletContext().getSessionCookieConfig().setAttribute("SameSite", "Lax");
    }
}
