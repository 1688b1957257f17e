package io.lakesync.engine.push;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.PushRequest;
import java.util.ArrayList;
import java.util.List;

/** Delta ids of a push: the gateway computes every one itself. */
public final class DeltaIdCheck {
    private DeltaIdCheck() {}

    /**
     * @return the push under the true ids
     * @throws SyncException VALIDATION_ERROR when an id differs and the client wants bad deltas refused
     */
    public static Identified identify(PushRequest push) {
        var deltas = new ArrayList<Delta>(push.deltas().size());
        var wrong = new ArrayList<FailureDetail>();
        for (int i = 0; i < push.deltas().size(); i++) {
            var delta = push.deltas().get(i);
            var identified = delta.withDeltaId(DeltaIds.of(delta));
            deltas.add(identified);
            if (!delta.deltaId().isEmpty() && !delta.deltaId().equals(identified.deltaId())) {
                wrong.add(new FailureDetail(i, SyncFailure.VALIDATION_ERROR, "deltaId is not the hash of the content"));
            }
        }
        if (!wrong.isEmpty() && push.capabilities().contains(Capability.REJECT)) {
            throw new SyncException(
                    SyncFailure.VALIDATION_ERROR,
                    "delta %d: %s".formatted(wrong.get(0).index(), wrong.get(0).message()),
                    List.copyOf(wrong));
        }
        var identified = new PushRequest(push.gateway(), push.clientId(), deltas, push.capabilities());
        return new Identified(identified, wrong.size());
    }

    /** @param replaced how many deltas came with another id */
    public record Identified(PushRequest push, int replaced) {
        public Identified {
            requireNonNull(push, "push");
        }
    }
}
