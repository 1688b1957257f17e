package io.lakesync.console.gateway;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Administration;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.RegisteredTable;
import io.lakesync.console.clock.ConsoleClock;
import io.lakesync.console.login.CurrentOperator;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;

/** One gateway: its followers, its tables, its quarantine and what operators decided. */
@Named
@RequestScoped
public class GatewayPage {
    /** Of deltas in quarantine. */
    static final int SHOWN_MAX = 200;

    private static final int DEEDS_MAX = 20;

    @EJB
    private Administration administration;

    @Inject
    private CurrentOperator operator;

    @Inject
    private ConsoleClock clock;

    @Inject
    private ExternalContext http;

    @Inject
    private FacesContext faces;

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
        GatewayId gateway = new GatewayId(id);
        List<QuarantineRow> quarantine = administration.quarantined(caller, gateway, SHOWN_MAX).stream()
                .map(entry -> QuarantineRow.of(entry, now))
                .toList();
        List<DeedRow> deeds = administration.audit(caller, gateway, DEEDS_MAX).stream()
                .map(deed -> DeedRow.of(deed, now))
                .toList();
        return new Gateway(row, administration.tables(caller, gateway), quarantine, deeds);
    }

    /** A button of the page is looked up before the page is loaded. */
    private Answer<Gateway> answer() {
        if (answer == null) {
            load((String) faces.getViewRoot().getViewMap().get("gateway"));
        }
        return answer;
    }

    public boolean isFound() {
        return answer().value().isPresent();
    }

    public boolean isMissing() {
        return answer().isMissing();
    }

    public String getProblem() {
        return answer().problem();
    }

    public GatewayRow getRow() {
        return answer().value().orElseThrow().row();
    }

    public List<QuarantineRow> getQuarantine() {
        return answer().value().map(Gateway::quarantine).orElse(List.of());
    }

    public List<RegisteredTable> getTables() {
        return answer().value().map(Gateway::tables).orElse(List.of());
    }

    public List<DeedRow> getDeeds() {
        return answer().value().map(Gateway::deeds).orElse(List.of());
    }

    public String getId() {
        return id;
    }

    private record Gateway(
            GatewayRow row, List<RegisteredTable> tables, List<QuarantineRow> quarantine, List<DeedRow> deeds) {}
}
