package io.lakesync.server.schema;

import io.lakesync.api.gateway.GatewayId;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** From one version of a gateway's schemas on, what legacy clients know of a table is a later one of its versions. */
@Entity(name = "BaseRecord")
@Table(schema = "lakesync", name = "schema_base")
@IdClass(SchemaRecord.Key.class)
@Access(AccessType.FIELD)
class BaseRecord {
    @Id
    private String gateway;

    @Id
    @Column(name = "table_name")
    private String table;

    @Id
    private long version;

    @Column(name = "base_version")
    private long base;

    protected BaseRecord() {}

    BaseRecord(GatewayId gateway, String table, long version, long base) {
        this.gateway = gateway.value();
        this.table = table;
        this.version = version;
        this.base = base;
    }

    String table() {
        return table;
    }

    long base() {
        return base;
    }
}
