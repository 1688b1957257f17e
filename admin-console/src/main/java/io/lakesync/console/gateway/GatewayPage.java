package io.lakesync.console.gateway;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Administration;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.console.clock.ConsoleClock;
import io.lakesync.console.login.CurrentOperator;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;

/** One gateway: its followers and its quarantine. */
@Named
@RequestScoped
public class GatewayPage {
    private static final int QUARANTINE_MAX = 200;

    @EJB
    private Administration administration;

    @Inject
    private CurrentOperator operator;

    @Inject
    private ConsoleClock clock;

    @Inject
    private ExternalContext http;

    private String id = "";
    private Answer<Gateway> answer;

    /** @param wanted the id as the address names it; null when it names none */
    public void load(String wanted) {
        id = wanted == null ? "" : wanted;
        answer = Answer.to(this::find, administration::notReady);
        if (answer.isMissing()) {
            http.setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private Gateway find() {
        Caller caller = operator.caller();
        Instant now = clock.instant();
        GatewayRow row = administration.list(caller).stream()
                .filter(status -> status.id().value().equals(id))
                .map(status -> GatewayRow.of(status, now))
                .findFirst()
                .orElseThrow(() -> new SyncException(SyncFailure.NOT_FOUND, "no such gateway"));
        List<QuarantineRow> quarantine = administration.quarantined(caller, new GatewayId(id), QUARANTINE_MAX).stream()
                .map(entry -> QuarantineRow.of(entry, now))
                .toList();
        return new Gateway(row, quarantine);
    }

    public boolean isFound() {
        return answer.value().isPresent();
    }

    public boolean isMissing() {
        return answer.isMissing();
    }

    public String getProblem() {
        return answer.problem();
    }

    public GatewayRow getRow() {
        return answer.value().orElseThrow().row();
    }

    public List<QuarantineRow> getQuarantine() {
        return answer.value().orElseThrow().quarantine();
    }

    public String getId() {
        return id;
    }

    private record Gateway(GatewayRow row, List<QuarantineRow> quarantine) {}
}
