package io.lakesync.server.operator;

import io.lakesync.api.gateway.Administration;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;

/** One user of the console, and how often in a row the password was wrong. */
@Entity(name = "OperatorRecord")
@Table(schema = "lakesync", name = "console_user")
@Access(AccessType.FIELD)
class OperatorRecord {
    @Id
    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

    private String roles;

    private int failures;

    @Column(name = "locked_until")
    private OffsetDateTime lockedUntil;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected OperatorRecord() {}

    OperatorRecord(String name, String passwordHash, Set<String> roles, Instant at) {
        this.name = name;
        this.passwordHash = passwordHash;
        this.roles = String.join(",", roles);
        this.createdAt = at.atOffset(ZoneOffset.UTC);
    }

    String passwordHash() {
        return passwordHash;
    }

    Set<String> roles() {
        return Set.of(roles.split(","));
    }

    /**
     * Counts an attempt before its password is looked at, so that guesses sent side by side are counted too.
     *
     * @return false when the name is locked
     */
    boolean attempt(Instant now) {
        if (lockedUntil != null && now.isBefore(lockedUntil.toInstant())) {
            return false;
        }
        failures++;
        if (failures >= Administration.SIGN_IN_FAILURES_MAX) {
            failures = 0;
            lockedUntil = now.plus(Administration.SIGN_IN_HOLD).atOffset(ZoneOffset.UTC);
        }
        return true;
    }

    /** The attempt was right. */
    void succeeded() {
        failures = 0;
        lockedUntil = null;
    }
}
