package io.lakesync.it.bench;

import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.HlcClock;
import io.lakesync.it.server.Built;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs what {@code ./bench} is asked for and prints a report for docs/performance.md. */
public final class Bench {
    private static final int PAGE = 1_000;
    private static final int BLOCKS = 2_000;
    /** Until then a young server compiles on the processors that are measured. */
    private static final int WARM_UP_SECONDS = 60;

    private final Node node;
    private final Profile profile;
    private final int seconds;
    private final HlcClock clock = new HlcClock(InstantSource.system());

    private Bench(Node node, Profile profile, int seconds) {
        this.node = node;
        this.profile = profile;
        this.seconds = seconds;
    }

    /** @param arguments pure, server or sockets, seconds per figure, deltas that the log is grown to before it is measured again */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("pure")) {
            new Runner(new OptionsBuilder().include(PureBench.class.getName()).build()).run();
            return;
        }
        var recording = Built.workingDirectory().resolve("bench.jfr");
        var more = Map.of(
                "JAVA_OPTS",
                "-Xms1g -Xmx1g -XX:+UseG1GC " + Profile.option(recording),
                // not what makes servers of tests quick to start, and slow later
                "JAVA_TOOL_OPTIONS",
                "");
        var profile = new Profile();
        try (var own = OwnServer.start(ServerKind.WILDFLY, Database.POSTGRESQL, more)) {
            var node = Node.of(own.server());
            EmptyEndpoint.deploy(own.server(), node);
            var bench = new Bench(node, profile, Integer.parseInt(arguments[1]));
            bench.warmUp();
            if (arguments[0].equals("sockets")) {
                bench.sockets();
            } else {
                System.out.println(Figure.HEADER);
                bench.all(Long.parseLong(arguments[2]));
            }
        }
        profile.print(recording);
    }

    /** After half of this the compiler still took a third of the server's processor time. */
    private void warmUp() throws SQLException {
        var warm = node.open("warm");
        pushing(warm, 8, 100, WARM_UP_SECONDS);
        pushing(warm, 32, 1, WARM_UP_SECONDS);
        pulling(warm, WARM_UP_SECONDS);
    }

    private void all(long grownTo) throws SQLException, InterruptedException {
        var many = node.open("many");
        report("push, 8 clients, 100 deltas per request, young log", many, 8, 100);
        var single = node.open("single");
        report("push, 32 clients, 1 delta per request", single, 32, 1);
        pull(many);
        sockets();
        if (grownTo > 0) {
            grow(many, grownTo);
            report("push, 8 clients, 100 deltas per request, %,d deltas in the log".formatted(grownTo), many, 8, 100);
        }
    }

    private void report(String what, GatewayId gateway, int clients, int deltas) throws SQLException {
        var begun = Instant.now();
        var pushed = pushing(gateway, clients, deltas, seconds);
        profile.measured(what, begun);
        var raw = new RawLog(node.server(), gateway).written(BLOCKS);
        print(new Figure(
                what,
                pushed.perSecond(),
                "deltas/s",
                raw,
                "the same blocks and rows inserted",
                pushed.generatorShare()));
        var body = JsonCodec.writePush(push(gateway, 0, 0, deltas));
        var empty = Clients.run(clients, seconds / 2, (client, round) -> {
            node.send(node.empty(body));
            return deltas;
        });
        print(new Figure(
                what,
                pushed.perSecond(),
                "deltas/s",
                empty.perSecond(),
                "an empty endpoint, the same bodies",
                empty.generatorShare()));
    }

    private Clients.Outcome pushing(GatewayId gateway, int clients, int deltas, int forSeconds) {
        return Clients.run(clients, forSeconds, (client, round) -> {
            node.send(node.push(push(gateway, client, round, deltas)));
            return deltas;
        });
    }

    private PushRequest push(GatewayId gateway, int client, long round, int deltas) {
        var name = "client" + client;
        return new PushRequest(gateway, name, Work.deltas(clock, name, round, deltas, 10_000), Node.CAPABLE);
    }

    private void grow(GatewayId gateway, long deltas) {
        long before = count(gateway);
        while (before < deltas) {
            pushing(gateway, 8, 500, 5);
            before = count(gateway);
        }
    }

    private long count(GatewayId gateway) {
        try (var connection = node.server().connect();
                var read = connection.prepareStatement(
                        "SELECT coalesce(sum(entries), 0) FROM lakesync.log_block WHERE gateway = ?")) {
            read.setString(1, gateway.value());
            try (var found = read.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Readers in log mode from the first stamp, each over and over. */
    private void pull(GatewayId gateway) throws SQLException {
        var what = "pull, pages of 1,000, 2 readers that decode them";
        var begun = Instant.now();
        var pulled = pulling(gateway, seconds);
        profile.measured(what, begun);
        var raw = new RawLog(node.server(), gateway).read(PAGE / 100);
        print(new Figure(what, pulled.perSecond(), "deltas/s", raw, "the same blocks read", pulled.generatorShare()));
    }

    private Clients.Outcome pulling(GatewayId gateway, int forSeconds) throws SQLException {
        var first = Cursor.at(firstStamp(gateway));
        var positions = new AtomicReferenceArray<>(new Cursor[] {first, first});
        return Clients.run(positions.length(), forSeconds, (reader, round) -> {
            var page = node.page(gateway, "reader" + reader, positions.get(reader), PAGE);
            positions.set(reader, page.hasMore() ? page.cursor() : first);
            return page.deltas().size();
        });
    }

    private long firstStamp(GatewayId gateway) throws SQLException {
        try (var connection = node.server().connect();
                var read = connection.prepareStatement("SELECT horizon FROM lakesync.gateway WHERE id = ?")) {
            read.setString(1, gateway.value());
            try (var found = read.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    private void sockets() throws InterruptedException {
        var latency = new Sockets(node, node.open("live")).measure(1_000, seconds);
        profile.measured("1,000 sockets at 10 pushes/s", latency.begun());
        System.out.printf(
                Locale.ROOT,
                "%n1,000 sockets, 10 pushes/s: sent to received p50 %.1f ms, p99 %.1f ms, at most %.1f ms; lost %d; generator %.0f %%%n%n",
                latency.p50Millis(),
                latency.p99Millis(),
                latency.maxMillis(),
                latency.lost(),
                100 * latency.generatorShare());
    }

    private static void print(Figure figure) {
        System.out.println(figure.line());
    }
}
