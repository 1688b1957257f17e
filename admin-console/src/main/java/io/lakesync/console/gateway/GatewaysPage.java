package io.lakesync.console.gateway;

import static java.util.stream.Collectors.toCollection;

import io.lakesync.api.gateway.Administration;
import io.lakesync.console.clock.ConsoleClock;
import io.lakesync.console.login.CurrentOperator;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The list of all gateways. */
@Named
@RequestScoped
public class GatewaysPage {
    /** Fewer are found by looking. */
    private static final int SEARCHABLE_FROM = 8;

    @EJB
    private Administration administration;

    @Inject
    private CurrentOperator operator;

    @Inject
    private ConsoleClock clock;

    private final Map<String, List<GatewayRow>> found = new HashMap<>();
    private Answer<List<GatewayRow>> answer;

    @PostConstruct
    void load() {
        answer = Answer.to(this::list, administration::notReady);
    }

    private List<GatewayRow> list() {
        Instant now = clock.instant();
        return administration.list(operator.caller()).stream()
                .map(status -> GatewayRow.of(status, now))
                .toList();
    }

    /** Shows only gateways with this in their names; the page keeps it until its reader looks for something else. */
    public void lookFor(String part) {
        FacesContext.getCurrentInstance().getViewRoot().getViewMap().put("filter", part);
    }

    /** The same list for the same filter: the table sorts it in place and then asks for it again. */
    public List<GatewayRow> rows(String filter) {
        return found.computeIfAbsent(filter == null ? "" : filter, this::find);
    }

    private List<GatewayRow> find(String part) {
        return getAll().stream().filter(row -> row.isNamedLike(part)).collect(toCollection(ArrayList::new));
    }

    public List<GatewayRow> getAll() {
        return answer.value().orElse(List.of());
    }

    public Totals getTotals() {
        return Totals.of(getAll());
    }

    public String getProblem() {
        return answer.problem();
    }

    public boolean isNoneYet() {
        return answer.value().filter(List::isEmpty).isPresent();
    }

    public boolean isSearchable() {
        return getAll().size() >= SEARCHABLE_FROM;
    }
}
