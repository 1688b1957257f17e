package io.lakesync.engine.materialise;

import java.util.Optional;

/**
 * What differs between destinations that speak SQL. The one place that builds SQL text, out of {@link SqlName}s only.
 * Found by {@link java.util.ServiceLoader}. Safe for use by many threads.
 */
public interface SqlDialect {
    /** Whether this is the dialect of a product, as its JDBC driver names it. */
    boolean speaks(String product);

    SqlDefinitions definitions();

    /**
     * A query for whole rows with one parameter, a JSON array of row ids; empty where asking for one row after the
     * other is faster.
     */
    Optional<String> findAll(DestinationTable table);

    /**
     * An insert of one delta: gateway, stamp, delta id, table, row id, columns, hlc, client id, op. Nothing happens when
     * there is one under the gateway and stamp.
     */
    String appendHistory();

    /** JSON text as the driver takes it for a JSON column. */
    Object bind(String json);

    /** The JSON text of what the driver read from a JSON column. */
    String text(Object json);
}
