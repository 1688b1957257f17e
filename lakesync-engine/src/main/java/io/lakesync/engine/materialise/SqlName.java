package io.lakesync.engine.materialise;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.schema.Identifier;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name in a destination: 1 to 63 characters, which is what PostgreSQL keeps of a name. Wider than {@link Identifier},
 * because a gateway's id may hold '.' and '-'; always quoted.
 */
public record SqlName(String name) {
    private static final int CHARS_MAX = 63;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_$.-]{1," + CHARS_MAX + "}");

    public static final SqlName ROW_ID = new SqlName("row_id");
    public static final SqlName PROPS = new SqlName("props");
    public static final SqlName DELETED_AT = new SqlName("deleted_at");
    public static final SqlName SYNCED_AT = new SqlName("synced_at");
    public static final SqlName STAMP = new SqlName("_stamp");

    private static final Set<String> OURS =
            Set.of(ROW_ID.name, PROPS.name, DELETED_AT.name, SYNCED_AT.name, STAMP.name);

    public SqlName {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name in a destination: " + name);
        }
    }

    /** The SQL schema that holds all tables of a gateway. */
    public static SqlName of(GatewayId gateway) {
        return new SqlName("gw_" + gateway);
    }

    public static SqlName ofTable(Identifier table) {
        return new SqlName(fitting(table.name()));
    }

    /** A declared column. One that is called like a column of ours gets a '$', which no declared name can hold. */
    public static SqlName ofColumn(Identifier column) {
        return new SqlName(OURS.contains(column.name()) ? column.name() + '$' : fitting(column.name()));
    }

    /** The index on a column, which shares its schema with the indexes of other tables. */
    public static SqlName ofIndex(SqlName table, SqlName column) {
        return new SqlName(fitting("%s$%s$index".formatted(table, column)));
    }

    public String quoted() {
        return '"' + name + '"';
    }

    @Override
    public String toString() {
        return name;
    }

    /** Two long names that differ only at their end must not become one. */
    private static String fitting(String name) {
        return name.length() <= CHARS_MAX
                ? name
                : "%s$%08x".formatted(name.substring(0, CHARS_MAX - 9), name.hashCode());
    }
}
