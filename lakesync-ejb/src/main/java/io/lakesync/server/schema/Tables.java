package io.lakesync.server.schema;

import io.lakesync.api.codec.SchemaCodec;
import io.lakesync.api.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of one gateway at one version, as they are and as they were first registered. */
record Tables(Map<String, TableSchema> newest, Map<String, TableSchema> base) {
    static final Tables NONE = new Tables(Map.of(), Map.of());

    Tables {
        newest = Map.copyOf(newest);
        base = Map.copyOf(base);
    }

    /** @param records in the order of their versions */
    static Tables of(List<SchemaRecord> records) {
        var newest = new HashMap<String, TableSchema>();
        var base = new HashMap<String, TableSchema>();
        for (var registered : records) {
            var schema = SchemaCodec.read(registered.document().getBytes(StandardCharsets.UTF_8));
            newest.put(registered.table(), schema);
            if (registered.isBase()) {
                base.put(registered.table(), schema);
            }
        }
        return new Tables(newest, base);
    }
}
