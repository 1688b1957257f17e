package io.lakesync.server.materialise;

import io.lakesync.api.schema.ColumnType;
import io.lakesync.engine.materialise.DestinationColumn;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.SqlDialect;
import io.lakesync.engine.materialise.SqlName;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.dynamic.DynamicClassLoader;
import org.eclipse.persistence.dynamic.DynamicEntity;
import org.eclipse.persistence.dynamic.DynamicType;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.helper.DatabaseTable;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.eclipse.persistence.jpa.dynamic.JPADynamicHelper;
import org.eclipse.persistence.jpa.dynamic.JPADynamicTypeBuilder;
import org.eclipse.persistence.mappings.DirectToFieldMapping;

/**
 * One destination table in one shape, mapped at run time as a dynamic entity in a persistence unit of its own: a table
 * that fails takes no other with it, and a table that grows gets a new unit. Attributes are called like their columns.
 * props is not mapped, so that nothing here can touch it.
 */
final class TableUnit implements AutoCloseable {
    private static final String ENTITY = "io.lakesync.destination.Row";
    private static final String BATCH_ROWS = "1000";

    private final EntityManagerFactory factory;
    private final DynamicType type;

    TableUnit(DestinationTable table, SqlDialect dialect, DestinationUnit unit, Map<String, Object> properties) {
        var loader = new DynamicClassLoader(unit.getClassLoader());
        this.factory =
                new PersistenceProvider().createContainerEntityManagerFactory(unit, properties(loader, properties));
        this.type = mapped(table, dialect, loader.createDynamicClass(ENTITY));
        new JPADynamicHelper(factory).addTypes(false, false, type);
    }

    EntityManager open() {
        return factory.createEntityManager();
    }

    DynamicEntity blank() {
        return type.newDynamicEntity();
    }

    Class<?> entity() {
        return type.getJavaClass();
    }

    @Override
    public void close() {
        factory.close();
    }

    private static Map<String, Object> properties(DynamicClassLoader loader, Map<String, Object> given) {
        var properties = new HashMap<>(given);
        properties.put(PersistenceUnitProperties.CLASSLOADER, loader);
        properties.put(PersistenceUnitProperties.WEAVING, "false");
        properties.put(PersistenceUnitProperties.DDL_GENERATION, PersistenceUnitProperties.NONE);
        properties.put(PersistenceUnitProperties.BATCH_WRITING, "JDBC");
        properties.put(PersistenceUnitProperties.BATCH_WRITING_SIZE, BATCH_ROWS);
        properties.put(PersistenceUnitProperties.CACHE_SHARED_DEFAULT, "false");
        properties.put(PersistenceUnitProperties.LOGGING_LEVEL, "OFF");
        return properties;
    }

    private static DynamicType mapped(DestinationTable table, SqlDialect dialect, Class<?> entity) {
        var builder = new JPADynamicTypeBuilder(entity, null, table.qualified());
        var descriptor = builder.getType().getDescriptor();
        descriptor.getTables().clear();
        descriptor.addTable(
                new DatabaseTable(table.name().name(), table.schema().name(), true, null, null));
        descriptor.addPrimaryKeyField(map(builder, SqlName.ROW_ID, String.class).getField());
        table.columns().forEach(column -> map(builder, column, dialect));
        if (table.softDelete()) {
            map(builder, SqlName.DELETED_AT, OffsetDateTime.class);
        }
        map(builder, SqlName.SYNCED_AT, OffsetDateTime.class);
        map(builder, SqlName.STAMP, Long.class);
        return builder.getType();
    }

    private static void map(JPADynamicTypeBuilder builder, DestinationColumn column, SqlDialect dialect) {
        var mapping = map(builder, column.name(), javaType(column.type()));
        if (column.type() == ColumnType.JSON) {
            mapping.setConverter(new JsonColumn(dialect));
        }
    }

    /** The field is set apart: the builder would take the quotes for a part of the name and not know the column again. */
    private static DirectToFieldMapping map(JPADynamicTypeBuilder builder, SqlName column, Class<?> type) {
        var mapping = builder.addDirectMapping(column.name(), type, column.name());
        mapping.setField(new DatabaseField(column.quoted(), "\"", "\""));
        return mapping;
    }

    private static Class<?> javaType(ColumnType type) {
        return switch (type) {
            case STRING, NULL, JSON -> String.class;
            case NUMBER -> Double.class;
            case BOOLEAN -> Boolean.class;
        };
    }
}
