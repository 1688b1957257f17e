package io.lakesync.it.materialise;

import io.lakesync.api.delta.Delta;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server that is killed under load, at moments that nobody chose, and started again: the table ends as the client's own
 * edits say. {@code -Dlakesync.it.kills} sets how often, {@code -Dseed} repeats a run as far as a killed process repeats.
 */
class KilledServerIT {
    private static final int KILLS = Integer.getInteger("lakesync.it.kills", 2);
    private static final int ROWS = 400;
    private static final int PUSHES = 25;
    private static final int DELTAS = 60;

    /** Each server and each database once: every pair is killed many more times in {@link io.lakesync.it.fault}. */
    static Stream<Arguments> servers() {
        return Stream.of(
                        Arguments.of(ServerKind.WILDFLY, Database.POSTGRESQL),
                        Arguments.of(ServerKind.PAYARA, Database.H2))
                .filter(pair -> ServerKind.wanted().contains(pair.get()[0]));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("servers")
    void killing_the_server_neither_loses_nor_doubles_a_row(ServerKind kind, Database database)
            throws InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.printf("%s on %s: -Dseed=%d%n", kind, database, seed);
        try (var own = OwnServer.start(kind, database)) {
            var load = new Load(Scene.open(own.server()), new Random(seed));
            load.begin();
            load.scene.register(true, "title");
            for (int kill = 0; kill < KILLS; kill++) {
                load.push();
                if (kill == 1) {
                    load.scene.register(true, "title", "due");
                }
                load.pause();
                own.kill();
                own.restart();
                load.settle();
            }
            load.scene.register(true, "title", "due");
            load.scene.rows().await(load.expected(), "row_id", "title", "due", MaterialisedRows.LIFE);
        }
    }

    /** One client's edits, every one pushed again until the server has acknowledged it. */
    private static final class Load {
        private final Scene scene;
        private final Random random;
        private final TreeMap<String, List<String>> model = new TreeMap<>();
        private final List<Delta> unacknowledged = new ArrayList<>();

        Load(Scene scene, Random random) {
            this.scene = scene;
            this.random = random;
        }

        /** Rows with a column that the first schema does not have yet. */
        void begin() {
            for (int row = 0; row < ROWS; row++) {
                var id = "r%03d".formatted(row);
                unacknowledged.add(scene.put(id, "title", "new", "due", "day " + row));
                model.put(id, List.of(id, "new", "day " + row, "alive"));
            }
            settle();
        }

        void push() {
            for (int i = 0; i < PUSHES; i++) {
                for (int delta = 0; delta < DELTAS; delta++) {
                    edit();
                }
                settle();
            }
        }

        /** Somewhere in the middle of what the follower does with the latest push. */
        void pause() {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(250)));
        }

        void settle() {
            if (scene.tryPush(unacknowledged)) {
                unacknowledged.clear();
            }
        }

        List<List<String>> expected() {
            return List.copyOf(model.values());
        }

        private void edit() {
            var id = "r%03d".formatted(random.nextInt(ROWS));
            var value = String.valueOf(random.nextInt());
            boolean dies = random.nextInt(5) == 0;
            unacknowledged.add(dies ? scene.delete(id) : scene.put(id, "title", value));
            var row = model.get(id);
            var day = row.get(3).equals("dead") ? "null" : row.get(2);
            model.put(id, dies ? dead(row) : List.of(id, value, day, "alive"));
        }

        /** A dead row shows the last value of every cell, also of one that an earlier death had hidden. */
        private static List<String> dead(List<String> row) {
            var day = "day " + Integer.parseInt(row.get(0).substring(1));
            return List.of(row.get(0), row.get(1), day, "dead");
        }
    }
}
