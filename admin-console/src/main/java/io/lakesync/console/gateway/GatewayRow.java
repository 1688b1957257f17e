package io.lakesync.console.gateway;

import io.lakesync.api.gateway.GatewayStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One gateway as a page shows it. */
public record GatewayRow(GatewayStatus status, Moment head, List<FollowerRow> followers) {
    /** In the list of gateways; its own page shows all. */
    private static final int FOLLOWERS_LISTED = 3;

    static GatewayRow of(GatewayStatus status, Instant now) {
        return new GatewayRow(
                status,
                new Moment(status.headTime(), now),
                status.followers().stream()
                        .map(FollowerRow::of)
                        .sorted(FollowerRow.WORST_FIRST)
                        .toList());
    }

    public String id() {
        return status.id().value();
    }

    public String mode() {
        return status.mode().word();
    }

    /** Neither open nor ruled: nobody but operators sees anything. */
    public boolean isClosed() {
        return mode().equals("rules") && status.rulesVersion() == 0;
    }

    public Instant headTime() {
        return status.headTime();
    }

    public String stamp() {
        return status.head().toString();
    }

    public long rows() {
        return status.rows();
    }

    public long clients() {
        return status.clients();
    }

    public long quarantined() {
        return status.quarantined();
    }

    public long strangers() {
        return status.strangers();
    }

    public long rulesVersion() {
        return status.rulesVersion();
    }

    public List<FollowerRow> worstFollowers() {
        return followers.subList(0, Math.min(FOLLOWERS_LISTED, followers.size()));
    }

    public int otherFollowers() {
        return followers.size() - worstFollowers().size();
    }

    /** For sorting: the worst lag in milliseconds; unknown counts as worst. */
    public long lagMillis() {
        return followers.stream()
                .mapToLong(follower -> follower.lag().millis().orElse(Long.MAX_VALUE))
                .max()
                .orElse(-1);
    }

    boolean isNamedLike(String part) {
        return id().toLowerCase(Locale.ROOT).contains(part.strip().toLowerCase(Locale.ROOT));
    }
}
