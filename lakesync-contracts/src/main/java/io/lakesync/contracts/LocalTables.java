package io.lakesync.contracts;

import static java.util.stream.Collectors.toMap;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.schema.TableSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The tables of one gateway in every version, and which of them legacy clients know. */
final class LocalTables {
    private final Map<String, TreeMap<Long, TableSchema>> tables = new HashMap<>();
    private final Map<String, Long> bases = new HashMap<>();
    private long version;

    void save(TableSchema schema) {
        version++;
        tables.computeIfAbsent(schema.deltaTable(), name -> new TreeMap<>()).put(version, schema);
        bases.putIfAbsent(schema.deltaTable(), version);
    }

    /** @return whether that changed anything */
    boolean raiseBase(String table, long base) {
        if (!tables.getOrDefault(table, new TreeMap<>()).containsKey(base) || base < bases.get(table)) {
            throw new SyncException(SyncFailure.SCHEMA_ERROR, "no such version");
        }
        boolean raised = bases.put(table, base) < base;
        version += raised ? 1 : 0;
        return raised;
    }

    long version() {
        return version;
    }

    Map<String, TableSchema> newest() {
        return at(version);
    }

    /** The tables as they were registered at a version. */
    Map<String, TableSchema> at(long then) {
        var known = new HashMap<String, TableSchema>();
        tables.forEach((table, versions) -> {
            var entry = versions.floorEntry(then);
            if (entry != null) {
                known.put(table, entry.getValue());
            }
        });
        return known;
    }

    /** The base of each table, or the later version that the caller's token names. */
    Map<String, TableSchema> known(Caller caller) {
        long claimed = caller.claims().getOrDefault("schema", List.of()).stream()
                .mapToLong(Long::parseLong)
                .filter(named -> named <= version)
                .max()
                .orElse(0);
        return at(table -> Math.max(bases.get(table), claimed));
    }

    private Map<String, TableSchema> at(ToLongFunction<String> wanted) {
        return tables.entrySet().stream().collect(toMap(Map.Entry::getKey, table -> table.getValue()
                .floorEntry(wanted.applyAsLong(table.getKey()))
                .getValue()));
    }
}
