package io.lakesync.server.schema;

import io.lakesync.api.codec.SchemaCodec;
import io.lakesync.api.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables of one gateway at one version, as they are and as legacy clients know them.
 *
 * @param versions the version at which each table was last registered
 * @param baseVersions the one that legacy clients know: the first, until it is raised
 * @param chars length of the documents that all this was made of
 */
record Tables(
        Map<String, TableSchema> newest,
        Map<String, TableSchema> base,
        Map<String, Long> versions,
        Map<String, Long> baseVersions,
        long chars) {
    static final Tables NONE = new Tables(Map.of(), Map.of(), Map.of(), Map.of(), 0);

    Tables {
        newest = Map.copyOf(newest);
        base = Map.copyOf(base);
        versions = Map.copyOf(versions);
        baseVersions = Map.copyOf(baseVersions);
    }

    /** Both in the order of their versions. */
    static Tables of(List<SchemaRecord> records, List<BaseRecord> raised) {
        var all = new HashMap<String, TreeMap<Long, SchemaRecord>>();
        records.forEach(
                r -> all.computeIfAbsent(r.table(), table -> new TreeMap<>()).put(r.version(), r));
        var baseVersions = new HashMap<String, Long>();
        records.stream().filter(SchemaRecord::isBase).forEach(r -> baseVersions.put(r.table(), r.version()));
        raised.forEach(r -> baseVersions.put(r.table(), r.base()));
        var newest = new HashMap<String, TableSchema>();
        var base = new HashMap<String, TableSchema>();
        var versions = new HashMap<String, Long>();
        long chars = 0;
        for (var table : all.entrySet()) {
            var last = table.getValue().lastEntry().getValue();
            var known = table.getValue().get(baseVersions.get(table.getKey()));
            newest.put(table.getKey(), schema(last));
            base.put(table.getKey(), schema(known));
            versions.put(table.getKey(), last.version());
            chars += last.document().length() + known.document().length();
        }
        return new Tables(newest, base, versions, baseVersions, chars);
    }

    /** What a legacy client knows that was built for the tables of another version: of each table the later one. */
    Map<String, TableSchema> knownWith(Tables claimed) {
        var known = new HashMap<>(base);
        claimed.newest.forEach((table, schema) -> {
            if (claimed.versions.get(table) > baseVersions.get(table)) {
                known.put(table, schema);
            }
        });
        return known;
    }

    private static TableSchema schema(SchemaRecord registered) {
        return SchemaCodec.read(registered.document().getBytes(StandardCharsets.UTF_8));
    }
}
