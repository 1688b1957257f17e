package io.lakesync.engine.follower;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;

/** What a follower does next. */
public sealed interface Step {
    /** @return whether there may be another step to take at once */
    boolean by(Hands hands);

    /** Whoever takes the steps. Each returns whether there may be another one to take at once. */
    interface Hands {
        boolean rest();

        boolean claim(long above);

        boolean open(long epoch);

        boolean carry(Cursor from, int entriesMax);

        boolean bury();
    }

    /** Nothing before the pause is over. */
    record Rest() implements Step {
        @Override
        public boolean by(Hands hands) {
            return hands.rest();
        }
    }

    /** Ask for the lease, under an epoch above one that the destination has seen. */
    record Claim(long above) implements Step {
        @Override
        public boolean by(Hands hands) {
            return hands.claim(above);
        }
    }

    /** Take the destination over under the lease's epoch, and read how far it is. */
    record Open(long epoch) implements Step {
        @Override
        public boolean by(Hands hands) {
            return hands.open(epoch);
        }
    }

    /** Carry what lies after a position. */
    record Carry(Cursor from, int entriesMax) implements Step {
        public Carry {
            requireNonNull(from, "from");
        }

        @Override
        public boolean by(Hands hands) {
            return hands.carry(from, entriesMax);
        }
    }

    /** Keep the entry that was refused alone as a dead letter, and go on behind it. */
    record Bury() implements Step {
        @Override
        public boolean by(Hands hands) {
            return hands.bury();
        }
    }
}
