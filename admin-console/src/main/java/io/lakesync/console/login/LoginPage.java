package io.lakesync.console.login;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Administration;
import io.lakesync.api.gateway.Caller;
import io.lakesync.console.clock.ConsoleClock;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Signs operators in and out. */
@Named
@RequestScoped
public class LoginPage {
    private static final Logger LOG = System.getLogger(LoginPage.class.getName());
    private static final String FIRST_PAGE = "/gateways.xhtml";

    /** The same for a wrong password, a held name and one that is not there: nobody learns which names are. */
    private static final String REFUSED =
            "That name and password do not match. After %d failed attempts in a row a name is held for %s."
                    .formatted(Administration.SIGN_IN_FAILURES_MAX, minutes(Administration.SIGN_IN_HOLD));

    @EJB
    private Administration administration;

    @Inject
    private ConsoleClock clock;

    @Inject
    private FacesContext faces;

    @Inject
    private ExternalContext http;

    private String name = "";
    private String password = "";

    public void signIn() throws IOException {
        try {
            Optional<Set<String>> roles = administration.verifyOperator(name, password.toCharArray());
            if (roles.isPresent()) {
                enter(new Operator(name, roles.get()));
            } else {
                say(REFUSED);
            }
        } catch (SyncException failure) {
            say(failure.failure() == SyncFailure.RATE_LIMITED ? REFUSED + " Try again later." : unavailable(failure));
        } catch (EJBException failure) {
            say(unavailable(failure));
        }
    }

    public void signOut() throws IOException {
        visit().end();
        http.redirect(http.getRequestContextPath() + "/login.xhtml?signed-out=true");
    }

    /** Who has signed in already need not do so again. */
    public void skip() throws IOException {
        if (visit().operator().isPresent()) {
            http.redirect(http.getRequestContextPath() + FIRST_PAGE);
        }
    }

    private void enter(Operator operator) throws IOException {
        if (!operator.roles().contains(Caller.ADMIN)) {
            say("This account may not use the console.");
            return;
        }
        Visit visit = visit();
        String page = visit.wanted().orElse(FIRST_PAGE);
        visit.begin(operator);
        http.redirect(http.getRequestContextPath() + page);
    }

    private static String minutes(Duration time) {
        return time.toMinutes() == 1 ? "a minute" : time.toMinutes() + " minutes";
    }

    private static String unavailable(RuntimeException failure) {
        LOG.log(Level.ERROR, "an operator could not be checked", failure);
        return "Nobody can sign in at the moment: the server cannot read its accounts. Try again later.";
    }

    private void say(String sentence) {
        faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, sentence, ""));
    }

    private Visit visit() {
        return new Visit((HttpServletRequest) http.getRequest(), clock.instant());
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
