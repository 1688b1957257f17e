package io.lakesync.server.materialise;

import io.lakesync.engine.materialise.SqlDialect;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.converters.Converter;
import org.eclipse.persistence.sessions.Session;

/** JSON is text to us and something of its own to each driver. */
final class JsonColumn implements Converter {
    private static final long serialVersionUID = 1L;

    private final transient SqlDialect dialect;

    JsonColumn(SqlDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public Object convertObjectValueToDataValue(Object value, Session session) {
        return value == null ? null : dialect.bind((String) value);
    }

    @Override
    public Object convertDataValueToObjectValue(Object value, Session session) {
        return value == null ? null : dialect.text(value);
    }

    @Override
    public boolean isMutable() {
        return false;
    }

    @Override
    public void initialize(DatabaseMapping mapping, Session session) {
        mapping.getField().setSqlType(java.sql.Types.OTHER);
    }
}
