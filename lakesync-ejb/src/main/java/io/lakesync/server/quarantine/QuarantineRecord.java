package io.lakesync.server.quarantine;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.Quarantined;
import io.lakesync.engine.push.PushPlan.Held;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** One delta in quarantine, kept as the push that would bring it alone. */
@Entity(name = "QuarantineRecord")
@Table(schema = "lakesync", name = "quarantine")
@IdClass(QuarantineRecord.Key.class)
@Access(AccessType.FIELD)
class QuarantineRecord {
    private static final int MESSAGE_CHARS_MAX = 2000;

    @Id
    private String gateway;

    @Id
    @Column(name = "content_key")
    private String contentKey;

    @Column(name = "delta")
    private String push;

    private String reason;

    private String message;

    @Column(name = "client_id")
    private String clientId;

    private OffsetDateTime since;

    protected QuarantineRecord() {}

    QuarantineRecord(GatewayId gateway, Held held, Instant since) {
        var delta = held.delta();
        this.gateway = gateway.value();
        this.contentKey = contentKey(delta);
        this.push = text(gateway, delta);
        this.clientId = delta.clientId();
        this.since = since.atOffset(ZoneOffset.UTC);
        refuse(held);
    }

    /** Held for this reason from now on. */
    void refuse(Held held) {
        this.reason = held.reason().name();
        this.message = held.message()
                .substring(0, Math.min(MESSAGE_CHARS_MAX, held.message().length()));
    }

    /** The delta id names the content but for the op. */
    private static String contentKey(Delta delta) {
        return DeltaIds.of(delta) + delta.op();
    }

    String contentKey() {
        return contentKey;
    }

    Quarantined held() {
        var body = push.getBytes(StandardCharsets.UTF_8);
        var delta = JsonCodec.readPush(new GatewayId(gateway), Set.of(), body)
                .deltas()
                .get(0);
        return new Quarantined(contentKey, delta, SyncFailure.valueOf(reason), message, since.toInstant());
    }

    private static String text(GatewayId gateway, Delta delta) {
        var push = new PushRequest(gateway, delta.clientId(), List.of(delta), Set.of());
        return new String(JsonCodec.writePush(push), StandardCharsets.UTF_8);
    }

    /** Identity, as the persistence provider wants it. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String gateway;
        private String contentKey;

        protected Key() {}

        Key(GatewayId gateway, String contentKey) {
            this.gateway = gateway.value();
            this.contentKey = contentKey;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && gateway.equals(key.gateway) && contentKey.equals(key.contentKey);
        }

        @Override
        public int hashCode() {
            return Objects.hash(gateway, contentKey);
        }
    }
}
