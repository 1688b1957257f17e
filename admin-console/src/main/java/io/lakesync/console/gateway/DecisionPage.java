package io.lakesync.console.gateway;

import io.lakesync.api.gateway.Administration;
import io.lakesync.api.gateway.Administration.Replayed;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Quarantined;
import io.lakesync.console.login.CurrentOperator;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What an operator decides on a gateway's page. Buttons send what they were shown with: the list may have moved on since,
 * and the third row now is not the third row then.
 */
@Named
@RequestScoped
public class DecisionPage {
    private static final String OUTCOME = "outcome";

    @EJB
    private Administration administration;

    @Inject
    private CurrentOperator operator;

    @Inject
    private FacesContext faces;

    public void replay() {
        decide((caller, gateway) -> sentence(administration.replay(caller, gateway, List.of(sent("key")))));
    }

    /** As many as the page shows, the oldest. */
    public void replayAll() {
        decide((caller, gateway) -> {
            List<String> keys = administration.quarantined(caller, gateway, GatewayPage.SHOWN_MAX).stream()
                    .map(Quarantined::key)
                    .toList();
            return sentence(administration.replay(caller, gateway, keys));
        });
    }

    public void discard() {
        decide((caller, gateway) -> administration.discard(caller, gateway, List.of(sent("key"))) > 0
                ? "The delta was discarded."
                : "The delta was no longer in quarantine.");
    }

    public void raiseBase() {
        decide((caller, gateway) -> {
            administration.raiseBase(caller, gateway, sent("table"), version());
            return "Existing clients are now sent version %s of %s.".formatted(sent("version"), sent("table"));
        });
    }

    private void decide(BiFunction<Caller, GatewayId, String> decision) {
        Map<String, Object> view = faces.getViewRoot().getViewMap();
        GatewayId gateway = new GatewayId((String) view.get("gateway"));
        Answer<String> answer = Answer.to(() -> decision.apply(operator.caller(), gateway), administration::notReady);
        view.put(OUTCOME, answer.value().orElse(answer.problem()));
    }

    /** 0, which is no version, for what no button sends. */
    private long version() {
        String version = sent("version");
        return version.matches("[0-9]{1,18}") ? Long.parseLong(version) : 0;
    }

    private String sent(String name) {
        return faces.getExternalContext().getRequestParameterMap().getOrDefault(name, "");
    }

    private static String sentence(Replayed outcome) {
        return "Replayed: %d. Still refused: %d. No longer in quarantine: %d."
                .formatted(outcome.replayed(), outcome.refused(), outcome.gone());
    }
}
