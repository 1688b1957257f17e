package io.lakesync.server.gateway;

import io.lakesync.api.gateway.Administration.LogSize;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/** A gateway and what is in force in it. Its head is moved by the log, never through this. */
@Entity(name = "GatewayRecord")
@Table(schema = "lakesync", name = "gateway")
@Access(AccessType.FIELD)
class GatewayRecord {
    @Id
    private String id;

    private String mode;

    @Column(updatable = false)
    private long head;

    @Column(name = "head_at", updatable = false)
    private OffsetDateTime headAt;

    @Column(updatable = false)
    private long horizon;

    @Column(name = "rules_version")
    private long rulesVersion;

    @Column(name = "rules_stamp")
    private long rulesStamp;

    @Column(name = "schema_version")
    private long schemaVersion;

    @Column(name = "rows_total", updatable = false)
    private long rows;

    @Column(name = "entries_total", updatable = false)
    private long entries;

    @Column(name = "bytes_total", updatable = false)
    private long bytes;

    @Column(name = "created_at", updatable = false)
    private OffsetDateTime createdAt;

    protected GatewayRecord() {}

    GatewayId id() {
        return new GatewayId(id);
    }

    GatewayMode mode() {
        return GatewayMode.valueOf(mode.toUpperCase(Locale.ROOT));
    }

    Cursor head() {
        return Cursor.at(head);
    }

    Instant headTime() {
        return headAt.toInstant();
    }

    long rows() {
        return rows;
    }

    LogSize size() {
        return new LogSize(entries, rows, bytes);
    }

    long rulesVersion() {
        return rulesVersion;
    }

    long schemaVersion() {
        return schemaVersion;
    }

    /** From this stamp on another mode holds. */
    void become(GatewayMode next, long stamp) {
        mode = next.word();
        rulesStamp = stamp;
    }

    /** @return the version of the rules that begins at this stamp */
    long nextRules(long stamp) {
        rulesStamp = stamp;
        return ++rulesVersion;
    }

    /** @return the version of the schemas that begins at this stamp */
    long nextSchema(long stamp) {
        rulesStamp = stamp;
        return ++schemaVersion;
    }
}
