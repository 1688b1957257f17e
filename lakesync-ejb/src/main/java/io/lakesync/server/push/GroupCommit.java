package io.lakesync.server.push;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.server.log.HeadMoved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Commits a group and answers each of its pushes. */
@ApplicationScoped
class GroupCommit {
    @Inject
    PushTransaction transaction;

    @Inject
    PushMeters meters;

    /** Together if possible; when something in the group fails it, one by one, so that only the guilty gets the error. */
    void commit(GatewayId gateway, List<Waiting> group) {
        var members = group.stream().map(Waiting::member).toList();
        try {
            var outcome = HeadMoved.retry(() -> transaction.commit(gateway, members), meters::lost);
            for (int i = 0; i < group.size(); i++) {
                int member = i;
                group.get(i).answer(() -> outcome.of(member));
            }
        } catch (GroupFailed failed) {
            if (group.size() == 1) {
                group.get(0).refuse(failed.reason());
            } else {
                commitAlone(gateway, group);
            }
        } catch (SyncException forAll) {
            group.forEach(push -> push.refuse(forAll));
        }
    }

    /** Who has given up waiting is told "unknown" by then, and left out: a database that is slow to fail is not asked in vain. */
    private void commitAlone(GatewayId gateway, List<Waiting> group) {
        for (var push : group) {
            if (!push.isAnswered()) {
                commit(gateway, List.of(push));
            }
        }
    }
}
