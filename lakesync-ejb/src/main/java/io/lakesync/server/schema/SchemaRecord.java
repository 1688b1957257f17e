package io.lakesync.server.schema;

import io.lakesync.api.gateway.GatewayId;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.OffsetDateTime;
import java.util.Objects;

/** One table of a gateway as it was registered at one version of the gateway's schemas. Never changed, only followed. */
@Entity(name = "SchemaRecord")
@Table(schema = "lakesync", name = "table_schema")
@IdClass(SchemaRecord.Key.class)
@Access(AccessType.FIELD)
class SchemaRecord {
    @Id
    private String gateway;

    @Id
    @Column(name = "table_name")
    private String table;

    @Id
    private long version;

    private boolean base;

    private String document;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected SchemaRecord() {}

    SchemaRecord(GatewayId gateway, String table, long version, boolean base, String document, OffsetDateTime at) {
        this.gateway = gateway.value();
        this.table = table;
        this.version = version;
        this.base = base;
        this.document = document;
        this.createdAt = at;
    }

    String table() {
        return table;
    }

    long version() {
        return version;
    }

    String document() {
        return document;
    }

    /** Whether the table was first registered by this. */
    boolean isBase() {
        return base;
    }

    /** Identity, as the persistence provider wants it. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String gateway;
        private String table;
        private long version;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && gateway.equals(key.gateway)
                    && table.equals(key.table)
                    && version == key.version;
        }

        @Override
        public int hashCode() {
            return Objects.hash(gateway, table, version);
        }
    }
}
