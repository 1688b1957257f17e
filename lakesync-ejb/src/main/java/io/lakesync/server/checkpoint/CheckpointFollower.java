package io.lakesync.server.checkpoint;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.follower.Takeover;
import io.lakesync.server.checkpoint.StoredCheckpoints.Due;
import io.lakesync.server.follower.Batch;
import io.lakesync.server.follower.Follower;
import io.lakesync.server.follower.Letter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes a checkpoint whenever one is due. It needs no fence: a checkpoint is written once, under its stamp, and two of one
 * stamp exclude each other.
 */
final class CheckpointFollower implements Follower<Long> {
    private static final String NAME = "checkpoint";

    private final GatewayId gateway;
    private final Function<GatewayId, Due> due;
    private final Consumer<GatewayId> maker;

    CheckpointFollower(GatewayId gateway, Function<GatewayId, Due> due, Consumer<GatewayId> maker) {
        this.gateway = requireNonNull(gateway, "gateway");
        this.due = requireNonNull(due, "due");
        this.maker = requireNonNull(maker, "maker");
    }

    @Override
    public GatewayId gateway() {
        return gateway;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean wantsOpening() {
        return false;
    }

    @Override
    public Takeover open(long epoch) {
        return new Takeover(epoch, Cursor.BEGINNING);
    }

    @Override
    public Batch<Long> read(Cursor from, int entriesMax) {
        var found = due.apply(gateway);
        List<Long> heads = found.isDue() ? List.of(found.head()) : List.of();
        return new Batch<>(heads, Cursor.at(found.head()), false);
    }

    @Override
    public void write(Batch<Long> batch) {
        if (!batch.entries().isEmpty()) {
            maker.accept(gateway);
        }
    }

    /** Never asked for: the maker refuses nothing for what it holds. */
    @Override
    public Letter letter(Long head, String reason) {
        throw new IllegalStateException("a checkpoint is no letter: " + reason);
    }

    @Override
    public Optional<Long> entry(Letter letter) {
        return Optional.empty();
    }

    /** It holds nothing. */
    @Override
    public void close() {}
}
