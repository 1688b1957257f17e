package io.lakesync.console.gateway;

import java.util.List;

/** The sums over all gateways. */
public record Totals(int gateways, long rows, long clients, long quarantined, long problems) {
    static Totals of(List<GatewayRow> gateways) {
        return new Totals(
                gateways.size(),
                gateways.stream().mapToLong(GatewayRow::rows).sum(),
                gateways.stream().mapToLong(GatewayRow::clients).sum(),
                gateways.stream().mapToLong(GatewayRow::quarantined).sum(),
                gateways.stream()
                        .flatMap(gateway -> gateway.followers().stream())
                        .filter(FollowerRow::hasProblem)
                        .count());
    }
}
