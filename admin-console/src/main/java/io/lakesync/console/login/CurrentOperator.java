package io.lakesync.console.login;

import io.lakesync.api.gateway.Caller;
import io.lakesync.console.clock.ConsoleClock;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** On whose behalf a page asks the server. */
@Dependent
public class CurrentOperator {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ConsoleClock clock;

    /** @throws IllegalStateException outside the pages that need a login */
    public Caller caller() {
        return new Visit(request, clock.instant())
                .operator()
                .orElseThrow(() -> new IllegalStateException("nobody has signed in"))
                .caller();
    }
}
