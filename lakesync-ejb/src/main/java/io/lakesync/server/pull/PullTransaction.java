package io.lakesync.server.pull;

import static java.util.stream.Collectors.toSet;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.StreamRequest;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.pull.LogBounds;
import io.lakesync.engine.pull.LogReader;
import io.lakesync.engine.pull.Pages;
import io.lakesync.engine.pull.Pages.Kept;
import io.lakesync.engine.pull.Position;
import io.lakesync.engine.pull.SharedPages;
import io.lakesync.engine.pull.Trail;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.Head;
import io.lakesync.server.log.KeptPosition;
import io.lakesync.server.log.LogDatabase;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** One page, one transaction: the head, the reader's view at it, a page, what the reader may hold. Public because the container wants it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class PullTransaction {
    @Inject
    LogDatabase database;

    @Inject
    Readers readers;

    @Inject
    Settings settings;

    /** A page for a client that pulls. Of who reads under another's clientId nothing is kept. */
    public Page read(Caller caller, PullRequest pull) {
        return database.with(connection -> {
            var log = new DeltaLog(connection);
            var head = log.head(pull.gateway());
            requireNoSource(pull);
            return pull.clientId().equals(caller.subject())
                    ? keep(log, head, caller, pull, false, UnaryOperator.identity())
                    : pages(log, head, caller, pull, false).next(pull);
        });
    }

    /** A pull from the beginning by a client that is about to be sent a checkpoint: what it will hold is kept first. */
    public Page begin(Caller caller, PullRequest pull, Cursor checkpoint) {
        return database.with(connection -> {
            var log = new DeltaLog(connection);
            UnaryOperator<Position> given = position -> position.given(checkpoint, pull.keepsCursor());
            return keep(log, log.head(pull.gateway()), caller, pull, false, given);
        });
    }

    /** A page for an open socket. */
    public Page stream(Caller caller, PullRequest pull) {
        return database.with(connection -> {
            var log = new DeltaLog(connection);
            var head = log.head(pull.gateway());
            return pull.clientId().equals(caller.subject())
                    ? keep(log, head, caller, pull, true, UnaryOperator.identity())
                    : pages(log, head, caller, pull, true).next(pull);
        });
    }

    /** The next pages for many open sockets, in their order; empty for who must be read for alone. Writes nothing. */
    public List<Optional<Page>> streamTogether(GatewayId gateway, List<StreamRequest> requests) {
        return database.with(connection -> {
            var log = new DeltaLog(connection);
            var head = log.head(gateway);
            var reader = new GatewayReader(log, gateway);
            var since = requests.stream().map(one -> one.pull().since()).toList();
            var shared = new SharedPages(reader, bounds(head), since);
            var clients = requests.stream().map(one -> one.pull().clientId()).collect(toSet());
            var positions = log.positions().among(gateway, clients);
            return requests.stream()
                    .map(one -> page(
                            shared,
                            head,
                            one,
                            Optional.ofNullable(positions.get(one.pull().clientId()))
                                    .map(KeptPosition::position)))
                    .toList();
        });
    }

    private Optional<Page> page(SharedPages shared, Head head, StreamRequest request, Optional<Position> before) {
        var pull = request.pull();
        return before.filter(known -> pull.clientId().equals(request.caller().subject()))
                .flatMap(known -> shared.next(pages(shared.log(), head, request.caller(), pull, true), pull, known));
    }

    /** @param given the position with what the replica is given beside the page */
    private Page keep(
            DeltaLog log, Head read, Caller caller, PullRequest pull, boolean isSocket, UnaryOperator<Position> given) {
        var kept = log.positions().find(pull.gateway(), pull.clientId());
        var before = kept.map(KeptPosition::position);
        var head = stamped(log, read, caller, pull, before);
        var pages = pages(log, head, caller, pull, isSocket);
        BiFunction<PullRequest, Optional<Position>, Kept> next = isSocket ? pages::stream : pages::next;
        var answer = next.apply(pull, before);
        var after = given.apply(answer.position());
        if (!before.equals(Optional.of(after))) {
            log.positions().save(pull.gateway(), pull.clientId(), kept, after);
        }
        return answer.page();
    }

    /** The head, moved when the change of this reader's view needs a stamp of its own. */
    private Head stamped(DeltaLog log, Head head, Caller caller, PullRequest pull, Optional<Position> before) {
        var present = readers.name(caller, pull, head);
        if (!Pages.takesStamp(pull, before, present, bounds(head), terms(head))) {
            return head;
        }
        return head.at(log.mark(pull.gateway(), head));
    }

    private Pages pages(DeltaLog log, Head head, Caller caller, PullRequest pull, boolean isSocket) {
        return pages(new GatewayReader(log, pull.gateway()), head, caller, pull, isSocket);
    }

    private Pages pages(LogReader log, Head head, Caller caller, PullRequest pull, boolean isSocket) {
        return new Pages(
                log,
                bounds(head),
                readers.reader(caller, pull, head, isSocket),
                readers.sight(caller, pull, head),
                terms(head));
    }

    private static LogBounds bounds(Head head) {
        return new LogBounds(head.stamp(), head.horizon(), head.rulesStamp());
    }

    private Pages.Terms terms(Head head) {
        return new Pages.Terms(settings.pull().pageBytesMax(), head.rulesVersion(), Trail.SERVED_MAX);
    }

    private static void requireNoSource(PullRequest pull) {
        if (pull.source().isPresent()) {
            throw new SyncException(SyncFailure.NOT_FOUND, "there is no source of that name");
        }
    }
}
