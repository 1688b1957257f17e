package io.lakesync.server.push;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.pull.InForce;
import io.lakesync.engine.pull.Position;
import io.lakesync.engine.pull.ViewName;
import io.lakesync.engine.push.GroupMember;
import io.lakesync.engine.push.Verdict;
import io.lakesync.server.log.KeptPosition;
import io.lakesync.server.log.Positions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where those who push in one group stand, as read after the head. */
final class PusherPositions {
    private final GatewayId gateway;
    private final Positions positions;
    private final InForce inForce;
    private final Map<String, KeptPosition> kept;

    PusherPositions(GatewayId gateway, Positions positions, InForce inForce, List<GroupMember> group) {
        this.gateway = gateway;
        this.positions = positions;
        this.inForce = inForce;
        this.kept = positions.among(gateway, clients(group));
    }

    /** Whether a replica was served last under the view that its push is judged by, or never. */
    boolean areServedAsNow(GroupMember member) {
        return kept(member)
                .map(position -> position.position().isServedUnder(present(member)))
                .orElse(true);
    }

    /**
     * Remembers under which view those have pushed who were never served.
     *
     * @param verdicts one for each member, in their order
     * @param head before the group
     * @throws io.lakesync.server.log.HeadMoved when one of them is served meanwhile
     */
    void keep(List<GroupMember> group, List<Verdict> verdicts, long head) {
        var done = new HashSet<String>();
        for (int i = 0; i < group.size(); i++) {
            var member = group.get(i);
            if (isNew(member) && hasAppended(verdicts.get(i)) && done.add(clientId(member))) {
                var read = kept(member);
                var position = read.map(KeptPosition::position).orElseGet(Position::unpulled);
                positions.save(gateway, clientId(member), read, position.pushed(present(member), head));
            }
        }
    }

    /** Who pushes for somebody else shows nothing of it. */
    private boolean isNew(GroupMember member) {
        return member.caller().subject().equals(clientId(member))
                && kept(member).flatMap(position -> position.position().trail()).isEmpty();
    }

    private static boolean hasAppended(Verdict verdict) {
        return verdict instanceof Verdict.Accepted accepted
                && !accepted.plan().entries().isEmpty();
    }

    private Optional<KeptPosition> kept(GroupMember member) {
        return Optional.ofNullable(kept.get(clientId(member)));
    }

    private ViewName present(GroupMember member) {
        return inForce.name(member.caller(), member.push().isLegacy());
    }

    private static Set<String> clients(List<GroupMember> group) {
        return group.stream().map(PusherPositions::clientId).collect(Collectors.toSet());
    }

    private static String clientId(GroupMember member) {
        return member.push().clientId();
    }
}
