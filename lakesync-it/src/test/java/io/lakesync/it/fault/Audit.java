package io.lakesync.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.it.materialise.MaterialisedRows;
import io.lakesync.it.materialise.Patience;
import io.lakesync.it.server.DeployedServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares what clients know to have sent with what became of it: log, quarantine and destination. */
final class Audit {
    private static final Pattern ROW_ID = Pattern.compile("\"rowId\":\"([^\"]+)\"");

    private final DeployedServer server;
    private final DeployedServer destination;
    private final String gateway;
    private final Wire wire;
    private final Cursor start;
    private final Ledger ledger;

    private Audit(
            DeployedServer server, DeployedServer destination, String gateway, Wire wire, Cursor start, Ledger ledger) {
        this.server = server;
        this.destination = destination;
        this.gateway = gateway;
        this.wire = wire;
        this.start = start;
        this.ledger = ledger;
    }

    /** Of a gateway into which nobody has pushed yet. */
    static Audit of(DeployedServer server, String gateway, Ledger ledger) throws Exception {
        return of(server, server, gateway, ledger);
    }

    /** With the tables in another database than the log. */
    static Audit of(DeployedServer server, DeployedServer destination, String gateway, Ledger ledger) throws Exception {
        var wire = new Wire(server, gateway);
        return new Audit(server, destination, gateway, wire, wire.start(), ledger);
    }

    /** The same of another server on the same database, which holds the tables too. */
    Audit on(DeployedServer other) {
        return new Audit(other, other, gateway, new Wire(other, gateway), start, ledger);
    }

    /** Every acknowledged push is in log and quarantine, and of no push, acknowledged or not, is there only a part. */
    void requireWhole(String when) throws Exception {
        var there = quarantine();
        wire.log(start).forEach(delta -> there.add(delta.row().rowId()));
        there.remove(Push.SHARED.rowId());
        var rowsByPush = there.stream().collect(Collectors.groupingBy(Push::nameOf, Collectors.counting()));
        var acknowledged = ledger.acknowledged().stream().map(Push::name).toArray(String[]::new);
        assertThat(rowsByPush).as(when).containsKeys(acknowledged);
        assertThat(rowsByPush.values()).as(when).containsOnly((long) Push.OWN_ROWS);
    }

    /** Has what is open pushed again, in whatever order: now nothing is. */
    void settle() throws Exception {
        for (var push : ledger.open()) {
            assertThat(wire.push(push)).isEqualTo(Load.OK);
            ledger.acknowledge(push);
        }
    }

    /** Every delta is once in the log or in quarantine, and the table is what clients expect, row by row. */
    void requireOnce(String when) throws Exception {
        assertThat(ledger.open()).as(when).isEmpty();
        var log = log();
        assertThat(log).as(when).doesNotHaveDuplicates();
        var logged = new HashSet<>(log);
        var quarantine = quarantine();
        var lost = ledger.acknowledged().stream()
                .flatMap(push -> push.deltas().stream())
                .filter(delta -> !isShared(delta))
                .filter(delta -> Push.isBad(delta)
                        ? !quarantine.contains(delta.row().rowId())
                        : !logged.contains(delta.deltaId()));
        assertThat(lost).as(when).isEmpty();
        var expected = ledger.rows();
        Patience.until(() -> differences(expected).isEmpty(), () -> differences(expected));
    }

    /** The deltas kept as history are the log's, once and in its order. */
    void requireHistory() throws Exception {
        var expected = log();
        var shared = ledger.acknowledged().stream()
                .flatMap(push -> push.deltas().stream())
                .filter(Audit::isShared)
                .map(Delta::deltaId)
                .collect(Collectors.toSet());
        Patience.until(
                () -> expected.equals(without(shared, history())),
                () -> "%s kept and not in the log, %s in the log and not kept, or in another order"
                        .formatted(
                                without(expected, without(shared, history())),
                                without(without(shared, history()), expected)));
        assertThat(history()).doesNotHaveDuplicates();
    }

    /** After a stop in order: whoever comes next need not wait for leases to end. */
    void requireNoLease() throws SQLException {
        var held = "SELECT follower FROM lakesync.follower_lease WHERE gateway = ? AND expires_at > 0";
        assertThat(column(server, held)).isEmpty();
    }

    /**
     * Ids of what a reader gets, in order. Without the shared row: most of its deltas lose against later ones and are
     * absorbed, and the first that is read brings the row as it stands by now.
     */
    private List<String> log() throws Exception {
        return log(wire);
    }

    /** As another reader gets it, on another node. */
    List<String> log(Wire wire) throws Exception {
        return wire.log(start).stream()
                .filter(delta -> !isShared(delta))
                .map(Delta::deltaId)
                .toList();
    }

    private static boolean isShared(Delta delta) {
        return delta.row().equals(Push.SHARED);
    }

    private static List<String> without(Collection<String> some, List<String> all) {
        return all.stream().filter(id -> !some.contains(id)).toList();
    }

    private List<String> differences(Map<String, String> expected) {
        var found = new TreeMap<String, String>();
        var differences = new ArrayList<String>();
        try {
            for (var row : new MaterialisedRows(destination, "\"gw_%s\".\"todos\"".formatted(gateway))
                    .of("row_id", Push.COLUMN)) {
                if (found.put(row.get(0), row.get(1)) != null) {
                    differences.add(row + " is there twice");
                }
            }
        } catch (SQLException notYet) {
            differences.add(notYet.toString());
        }
        var all = new HashSet<>(expected.keySet());
        all.addAll(found.keySet());
        all.stream()
                .filter(row -> !Objects.equals(expected.get(row), found.get(row)))
                .map(row -> "%s is of %s, not of %s".formatted(row, found.get(row), expected.get(row)))
                .forEach(differences::add);
        return differences;
    }

    private Set<String> quarantine() throws SQLException {
        return new HashSet<>(column(server, "SELECT delta FROM lakesync.quarantine WHERE gateway = ?").stream()
                .flatMap(delta -> ROW_ID.matcher(delta).results())
                .map(found -> found.group(1))
                .toList());
    }

    private List<String> history() {
        try {
            return column(
                    destination, "SELECT delta_id FROM lakesync.lakesync_deltas WHERE gateway = ? ORDER BY stamp");
        } catch (SQLException notYet) {
            return List.of(notYet.toString());
        }
    }

    private List<String> column(DeployedServer database, String query) throws SQLException {
        try (var connection = database.connect();
                var select = connection.prepareStatement(query)) {
            select.setString(1, gateway);
            var values = new ArrayList<String>();
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    values.add(found.getString(1));
                }
            }
            return values;
        }
    }
}
