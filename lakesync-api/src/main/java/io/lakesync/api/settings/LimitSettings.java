package io.lakesync.api.settings;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * How many requests and socket messages this node takes.
 *
 * @param client of one subject within the gateway of its token; empty: any number
 * @param gateway of all clients of one gateway together; empty: any number
 */
public record LimitSettings(Optional<Rate> client, Optional<Rate> gateway) {
    static final Setting<Integer> CLIENT = perSecond("client", "one client may send in a second");
    static final Setting<Optional<Integer>> CLIENT_BURST = burst("client", "one client may send");
    static final Setting<Integer> GATEWAY = perSecond("gateway", "all clients of one gateway may send in a second");
    static final Setting<Optional<Integer>> GATEWAY_BURST = burst("gateway", "all clients of one gateway may send");

    public LimitSettings {
        requireNonNull(client, "client");
        requireNonNull(gateway, "gateway");
    }

    static List<Setting<?>> catalogue() {
        return List.of(CLIENT, CLIENT_BURST, GATEWAY, GATEWAY_BURST);
    }

    static LimitSettings read(Values values) {
        return new LimitSettings(read(values, CLIENT, CLIENT_BURST), read(values, GATEWAY, GATEWAY_BURST));
    }

    private static Optional<Rate> read(Values values, Setting<Integer> perSecond, Setting<Optional<Integer>> burst) {
        int each = values.of(perSecond);
        var most = values.of(burst);
        values.require(each > 0 || most.isEmpty(), "%s is set without %s".formatted(burst.key(), perSecond.key()));
        return each > 0 ? Optional.of(new Rate(each, most.orElse(each))) : Optional.empty();
    }

    private static Setting<Integer> perSecond(String whose, String who) {
        return new Setting<>(
                "lakesync.limit.%s.requests-per-second".formatted(whose),
                Form.count(0, 100_000),
                "0",
                "requests and socket messages that %s on this node; 0: any number".formatted(who));
    }

    private static Setting<Optional<Integer>> burst(String whose, String who) {
        return new Setting<>(
                "lakesync.limit.%s.burst".formatted(whose),
                Form.count(1, 1_000_000).optional(),
                "",
                "how many of them %s at once after a quiet time; absent: those of one second".formatted(who));
    }
}
