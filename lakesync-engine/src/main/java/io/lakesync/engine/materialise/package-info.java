/**
 * What a registered table and its rows look like in a destination: names, types, values. Plain data; a
 * {@link io.lakesync.engine.materialise.SqlDialect} turns it into statements.
 */
package io.lakesync.engine.materialise;
