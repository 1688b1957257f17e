package io.lakesync.contracts;

import io.lakesync.api.rules.SyncRules;
import io.lakesync.engine.rules.CompiledRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of one gateway, every version, as compiled for the schemas of the time. One caller at a time. */
final class LocalRules {
    private final List<SyncRules> versions = new ArrayList<>();
    private final Map<List<Long>, CompiledRules> compiled = new HashMap<>();

    void add(SyncRules next) {
        versions.add(next);
    }

    /** 0 while there are none. */
    int version() {
        return versions.size();
    }

    CompiledRules compiled(long version, LocalTables tables, long schema) {
        int index = (int) version - 1;
        return compiled.computeIfAbsent(
                List.of(version, schema),
                key -> CompiledRules.compile(
                        versions.get(index),
                        versions.subList(0, index),
                        tables.at(schema).values()));
    }
}
