package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * How a gateway stands, for operators.
 *
 * @param head newest stamp of its log
 * @param rows row states, dead ones included
 * @param clients replicas that have pulled at least once
 * @param quarantined deltas waiting in quarantine
 * @param strangers pulls of existing clients from a position that their clientId was never given: of another local
 *     database under the same clientId
 * @param rulesVersion the version in force; 0 when no rules are stored
 */
public record GatewayStatus(
        GatewayId id,
        GatewayMode mode,
        Cursor head,
        Instant headTime,
        long rows,
        long clients,
        long quarantined,
        long strangers,
        long rulesVersion,
        List<FollowerStatus> followers) {
    public GatewayStatus {
        requireNonNull(id, "id");
        requireNonNull(mode, "mode");
        requireNonNull(head, "head");
        requireNonNull(headTime, "headTime");
        followers = List.copyOf(followers);
    }

    /**
     * How far one follower is.
     *
     * @param lagMillis age of the oldest entry that it has not passed; 0 when it is at the head; empty when unknown
     * @param problem why it does not advance; "" when it does
     */
    public record FollowerStatus(String name, Cursor cursor, OptionalLong lagMillis, String problem) {
        public FollowerStatus {
            requireNonNull(name, "name");
            requireNonNull(cursor, "cursor");
            requireNonNull(lagMillis, "lagMillis");
            requireNonNull(problem, "problem");
        }
    }
}
