package io.lakesync.server.audit;

import io.lakesync.api.gateway.AuditEntry;
import io.lakesync.api.gateway.AuditEntry.Operation;
import io.lakesync.api.gateway.GatewayId;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;

/** One deed of an administrator, under the stamp that it took in the gateway's log. */
@Entity(name = "AuditRecord")
@Table(schema = "lakesync", name = "audit")
@IdClass(AuditRecord.Key.class)
@Access(AccessType.FIELD)
class AuditRecord {
    private static final int SUBJECT_CHARS_MAX = 2000;

    @Id
    private String gateway;

    @Id
    private long stamp;

    private String operation;

    private String operator;

    private String subject;

    @Column(name = "done_at")
    private OffsetDateTime doneAt;

    protected AuditRecord() {}

    AuditRecord(GatewayId gateway, long stamp, Operation operation, String operator, String subject, Instant at) {
        this.gateway = gateway.value();
        this.stamp = stamp;
        this.operation = operation.name();
        this.operator = operator;
        this.subject = subject.substring(0, Math.min(SUBJECT_CHARS_MAX, subject.length()));
        this.doneAt = at.atOffset(ZoneOffset.UTC);
    }

    AuditEntry entry() {
        return new AuditEntry(stamp, Operation.valueOf(operation), operator, subject, doneAt.toInstant());
    }

    /** Identity, as the persistence provider wants it. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String gateway;
        private long stamp;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && gateway.equals(key.gateway) && stamp == key.stamp;
        }

        @Override
        public int hashCode() {
            return Objects.hash(gateway, stamp);
        }
    }
}
