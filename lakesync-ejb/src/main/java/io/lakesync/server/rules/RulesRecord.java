package io.lakesync.server.rules;

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

/** The rules of a gateway at one version, as the operator wrote them. Never changed, only followed. */
@Entity(name = "RulesRecord")
@Table(schema = "lakesync", name = "rules")
@IdClass(RulesRecord.Key.class)
@Access(AccessType.FIELD)
class RulesRecord {
    @Id
    private String gateway;

    @Id
    private long version;

    private String document;

    @Column(name = "saved_by")
    private String savedBy;

    @Column(name = "saved_at")
    private OffsetDateTime savedAt;

    protected RulesRecord() {}

    RulesRecord(Key key, String document, String savedBy, OffsetDateTime savedAt) {
        this.gateway = key.gateway;
        this.version = key.version;
        this.document = document;
        this.savedBy = savedBy;
        this.savedAt = savedAt;
    }

    String document() {
        return document;
    }

    /** Identity, as the persistence provider wants it. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String gateway;
        private long version;

        protected Key() {}

        Key(GatewayId gateway, long version) {
            this.gateway = gateway.value();
            this.version = version;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && gateway.equals(key.gateway) && version == key.version;
        }

        @Override
        public int hashCode() {
            return Objects.hash(gateway, version);
        }
    }
}
