package io.lakesync.api.codec;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.Hlc;
import java.util.List;

/** JSON that is read with a fault to order: what every format keeps is broken by each. */
final class SpoiltCodec extends JsonCodecProperties {
    enum Bug {
        LOSES_THE_LAST_COLUMN,
        TAKES_TIMESTAMPS_FOR_DOUBLES,
        COMPUTES_NO_DELTA_ID,
        READS_NOTHING_FROM_WHAT_IS_CUT_OFF,
        LETS_ANY_EXCEPTION_OUT
    }

    private final Bug bug;

    SpoiltCodec(Bug bug) {
        this.bug = bug;
    }

    @Override
    PushRequest readPush(byte[] bytes) {
        try {
            var push = super.readPush(bytes);
            return new PushRequest(push.gateway(), push.clientId(), spoilt(push.deltas()), push.capabilities());
        } catch (SyncException refused) {
            if (bug == Bug.READS_NOTHING_FROM_WHAT_IS_CUT_OFF) {
                return new PushRequest(DeltaWorld.GATEWAY, "ann", List.of(), DeltaWorld.CAPABLE);
            }
            throw out(refused);
        }
    }

    @Override
    Page readPage(byte[] bytes) {
        try {
            var page = super.readPage(bytes);
            return new Page(spoilt(page.deltas()), page.cursor(), page.hasMore(), page.rulesVersion());
        } catch (SyncException refused) {
            throw out(refused);
        }
    }

    private RuntimeException out(SyncException refused) {
        return bug == Bug.LETS_ANY_EXCEPTION_OUT ? new IllegalStateException(refused) : refused;
    }

    private List<Delta> spoilt(List<Delta> deltas) {
        return deltas.stream().map(this::spoilt).toList();
    }

    private Delta spoilt(Delta delta) {
        return switch (bug) {
            case LOSES_THE_LAST_COLUMN -> of(delta, Math.max(0, delta.columns().size() - 1), delta.hlc());
            case TAKES_TIMESTAMPS_FOR_DOUBLES ->
                of(delta, delta.columns().size(), new Hlc((long)
                        (double) delta.hlc().bits()));
            case COMPUTES_NO_DELTA_ID -> delta.withDeltaId("");
            default -> delta;
        };
    }

    private static Delta of(Delta delta, int columns, Hlc hlc) {
        var kept = delta.columns().subList(0, columns);
        return new Delta(delta.op(), delta.row(), delta.clientId(), kept, hlc, delta.deltaId());
    }
}
