package io.lakesync.client.demo;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.client.HttpAdministration;
import io.lakesync.client.HttpGateway;
import io.lakesync.client.Tokens;
import java.io.PrintStream;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Does the main job on real data and says how to look at it. The argument is the server's address; secret, console
 * password and database come from the same environment as the server's. Ends with 1 and one line when anything differs.
 */
public final class Demo {
    private static final GatewayId GATEWAY = new GatewayId("airports");
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);

    /** Who the server is where nobody is named. */
    private static final String H2_USER = "sa";

    private final URI server;
    private final Tokens tokens;
    private final MaterialisedTable table;
    private final InstantSource clock;
    private final PrintStream out;

    private Demo(URI server, Tokens tokens, MaterialisedTable table, InstantSource clock, PrintStream out) {
        this.server = server;
        this.tokens = tokens;
        this.table = table;
        this.clock = clock;
        this.out = out;
    }

    public static void main(String[] arguments) {
        var environment = System.getenv();
        var clock = InstantSource.system();
        var server = URI.create(arguments[0]);
        var tokens = new Tokens(environment.get("LAKESYNC_JWT_SECRET"), TOKEN_LIFE, clock);
        var demo = new Demo(server, tokens, table(environment), clock, System.out);
        try {
            demo.run();
            demo.explain(environment.getOrDefault("LAKESYNC_ADMIN_PASSWORD", "printed by the server"));
        } catch (SyncException | SQLException | IllegalStateException e) {
            System.err.println("demo: " + e);
            System.exit(1);
        }
    }

    /** Destination tables live in a database of their own where one is set. */
    private static MaterialisedTable table(Map<String, String> environment) {
        var place = environment.containsKey("LAKESYNC_DESTINATION_URL") ? "LAKESYNC_DESTINATION_" : "LAKESYNC_DB_";
        var url = environment.getOrDefault(place + "URL", "");
        var user = url.startsWith("jdbc:h2:") ? H2_USER : "";
        return new MaterialisedTable(
                url, environment.getOrDefault(place + "USER", user), environment.getOrDefault(place + "PASSWORD", ""));
    }

    private void run() throws SQLException {
        var administration = new HttpAdministration(server, caller("operator", Set.of(Caller.ADMIN)), tokens::of);
        administration.save(GATEWAY, GatewayMode.OPEN);
        administration.saveSchema(GATEWAY, Airports.SCHEMA);
        say("gateway %s and table %s are registered".formatted(GATEWAY, Airports.TABLE));
        try (var gateway = new HttpGateway(server, tokens::of)) {
            var ann = person(gateway, "ann");
            var ben = person(gateway, "ben");
            new Story(ann, ben, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), this::say).tell();
            administration.flush(GATEWAY);
            requireEqual(ann.replica().rows(), ben.replica().rows());
        }
    }

    private void requireEqual(Map<RowKey, Map<String, JsonValue>> anns, Map<RowKey, Map<String, JsonValue>> bens)
            throws SQLException {
        if (!anns.equals(bens)) {
            throw new IllegalStateException("the replicas of ann and ben differ");
        }
        var rows = table.rows();
        if (!rows.equals(MaterialisedTable.comparable(anns))) {
            throw new IllegalStateException("the materialised table, %d rows, differs from the replicas, %d rows"
                    .formatted(rows.size(), anns.size()));
        }
        say("EQUAL: ann's replica, ben's replica and the materialised table hold the same %d airports"
                .formatted(rows.size()));
    }

    private void explain(String password) {
        var token = tokens.client("guest", GATEWAY.value(), Map.of());
        List.of(
                        "",
                        "console  %s/console  (user admin, password %s)".formatted(server, password),
                        "token    %s  (client guest, 24 hours)".formatted(token),
                        "pull     curl -s -H 'Authorization: Bearer %s' '%s/v1/sync/%s/pull?since=1&clientId=guest&limit=3'"
                                .formatted(token, server, GATEWAY),
                        "sql      " + table.commandLine(),
                        "")
                .forEach(out::println);
        out.flush();
    }

    private Person person(HttpGateway gateway, String name) {
        return new Person(gateway, caller(name, Set.of("client")), GATEWAY, clock);
    }

    private Caller caller(String name, Set<String> roles) {
        var expiry = clock.instant().plus(TOKEN_LIFE);
        return new Caller(name, GATEWAY.value(), roles, Map.of("sub", List.of(name)), expiry);
    }

    private void say(String line) {
        out.println("demo: " + line);
    }
}
