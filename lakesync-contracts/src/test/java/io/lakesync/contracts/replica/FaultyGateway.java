package io.lakesync.contracts.replica;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import io.lakesync.api.gateway.StreamRequest;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.api.gateway.Subscription;
import io.lakesync.api.gateway.SyncGateway;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A gateway with a fault to order: each breaks a promise about what clients are shown, and the property must notice. */
final class FaultyGateway implements SyncGateway {
    enum Fault {
        NEVER_FORGETS,
        FORGETS_EVERY_OTHER_TIME,
        FORGETS_ROWS_THAT_WERE_NEVER_SEEN,
        KEEPS_THE_FIRST_TOKEN,
        SKIPS_DELETES,
        LOSES_THE_LAST_DELTA_OF_A_PAGE,
        MOVES_THE_CURSOR_OVER_A_ROW,
        ENDS_SNAPSHOTS_EARLY,
        SHOWS_EVERYBODY_S_PUSHES,
        HEARS_NOBODY_BEGIN,
        SHARES_PAGES_BETWEEN_VIEWS
    }

    private final SyncGateway gateway;
    private final Fault fault;
    private final Map<String, Caller> first = new HashMap<>();
    private final List<Delta> pushed = new ArrayList<>();
    private int pages;

    FaultyGateway(SyncGateway gateway, Fault fault) {
        this.gateway = gateway;
        this.fault = fault;
    }

    @Override
    public void requireRoom(GatewayId id) {
        gateway.requireRoom(id);
    }

    @Override
    public PushResult push(Caller caller, PushRequest request) {
        var result = gateway.push(caller, request);
        pushed.addAll(request.deltas());
        return result;
    }

    @Override
    public void begin(Caller caller, GatewayId id, Set<Capability> capabilities) {
        if (fault != Fault.HEARS_NOBODY_BEGIN) {
            gateway.begin(caller, id, capabilities);
        }
    }

    @Override
    public Page pull(Caller caller, PullRequest request) {
        return spoilt(gateway.pull(spoilt(caller), request));
    }

    @Override
    public Page stream(Caller caller, PullRequest request) {
        return spoilt(gateway.stream(spoilt(caller), request));
    }

    /** What is shared by position and kind of client alone. */
    @Override
    public List<Optional<Page>> streamTogether(GatewayId id, List<StreamRequest> requests) {
        var callers = requests.stream()
                .map(one -> new StreamRequest(spoilt(one.caller()), one.pull()))
                .toList();
        var pages = gateway.streamTogether(id, callers);
        if (fault != Fault.SHARES_PAGES_BETWEEN_VIEWS) {
            return pages.stream().map(page -> page.map(this::spoilt)).toList();
        }
        var first = new HashMap<List<Object>, Page>();
        var shared = new ArrayList<Optional<Page>>();
        for (int i = 0; i < pages.size(); i++) {
            var place = List.<Object>of(
                    requests.get(i).pull().since(), requests.get(i).pull().isLegacy());
            shared.add(pages.get(i).map(page -> first.computeIfAbsent(place, none -> page)));
        }
        return shared;
    }

    @Override
    public Subscription subscribe(Caller caller, GatewayId id, Subscriber subscriber) {
        return gateway.subscribe(caller, id, subscriber);
    }

    private Caller spoilt(Caller caller) {
        return fault == Fault.KEEPS_THE_FIRST_TOKEN ? first.computeIfAbsent(caller.subject(), name -> caller) : caller;
    }

    private Page spoilt(Page page) {
        pages++;
        return switch (fault) {
            case NEVER_FORGETS -> only(page, delta -> !isLoneForget(page, delta));
            case FORGETS_EVERY_OTHER_TIME -> only(page, delta -> pages % 2 == 0 || !isLoneForget(page, delta));
            case FORGETS_ROWS_THAT_WERE_NEVER_SEEN -> with(page, Delta.forget(new RowKey("todos", "r0")));
            case SKIPS_DELETES -> only(page, delta -> delta.op() != DeltaOp.DELETE || delta.isForget());
            case LOSES_THE_LAST_DELTA_OF_A_PAGE -> of(page, cut(page.deltas()), page.cursor(), page.hasMore());
            case MOVES_THE_CURSOR_OVER_A_ROW ->
                of(page, page.deltas(), new Cursor(page.cursor().value() + (page.hasMore() ? 2 : 0)), page.hasMore());
            case ENDS_SNAPSHOTS_EARLY ->
                of(page, page.deltas(), Cursor.at(page.cursor().value()), page.hasMore());
            case SHOWS_EVERYBODY_S_PUSHES -> pushed.isEmpty() ? page : with(page, pushed.get(pushed.size() - 1));
            case KEEPS_THE_FIRST_TOKEN, HEARS_NOBODY_BEGIN, SHARES_PAGES_BETWEEN_VIEWS -> page;
        };
    }

    /** One that is not the first half of a pair which replaces a row. */
    private static boolean isLoneForget(Page page, Delta delta) {
        return delta.isForget()
                && page.deltas().stream()
                        .noneMatch(d -> !d.isForget() && d.row().equals(delta.row()));
    }

    private static Page only(Page page, Predicate<Delta> wanted) {
        return of(page, page.deltas().stream().filter(wanted).toList(), page.cursor(), page.hasMore());
    }

    private static Page with(Page page, Delta more) {
        var deltas = new ArrayList<>(page.deltas());
        deltas.add(more);
        return of(page, deltas, page.cursor(), page.hasMore());
    }

    private static List<Delta> cut(List<Delta> deltas) {
        return deltas.isEmpty() ? deltas : deltas.subList(0, deltas.size() - 1);
    }

    private static Page of(Page page, List<Delta> deltas, Cursor cursor, boolean hasMore) {
        return new Page(deltas, cursor, hasMore, page.rulesVersion(), page.viewStamp());
    }
}
