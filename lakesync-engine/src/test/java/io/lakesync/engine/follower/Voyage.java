package io.lakesync.engine.follower;

import io.lakesync.api.gateway.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Two nodes that carry a log of stamps 2, 4, 6 … to one destination, which remembers everything that it ever took, doubles
 * too. Connections break before, in and after the commit, entries are refused, nodes are paused between reading and
 * writing, and leases run out meanwhile; the destination has seen epochs of owners before. One fault may be ordered that the laws must notice.
 */
final class Voyage {
    enum Bug {
        NONE,
        /** The position is trusted although nobody knows the outcome. */
        POSITION_IS_NOT_READ_AGAIN,
        /** A batch is given up as a whole. */
        BATCH_IS_BURIED,
        /** Whoever holds a lease writes, whatever the destination has seen. */
        DESTINATION_DOES_NOT_FENCE,
        /** The destination is opened without the lease's epoch. */
        FENCE_IS_OVERLOOKED,
        /** What a destination refuses is tried for ever. */
        POISON_IS_DOWN,
        /** The letter is kept, and the position left where it was. */
        LETTER_STOPS_THE_WAY
    }

    private static final int ENTRIES = 30;
    private static final long STEP = 2;
    private static final Pace PACE = new Pace(8, Duration.ofSeconds(4));
    private static final long LEASE_SECONDS = 10;
    private static final int TURNS_FAULTY = 400;
    private static final int TURNS_QUIET = 2_000;

    private final Random random;
    private final Bug bug;
    private final Set<Long> poison = new HashSet<>();
    private final List<Long> taken = new ArrayList<>();
    private final Set<Long> letters = new TreeSet<>();
    private Instant now = Instant.EPOCH;
    private boolean faulty = true;
    private long destinationEpoch;
    private Cursor destinationCursor = Cursor.at(0);
    private int owner = -1;
    private long leaseEpoch;
    private Instant leaseUntil = Instant.EPOCH;

    Voyage(long seed, Bug bug) {
        this.random = new Random(seed);
        this.bug = bug;
        this.destinationEpoch = random.nextInt(10_000);
        LongStream.rangeClosed(1, ENTRIES).filter(i -> random.nextInt(10) == 0).forEach(i -> poison.add(i * STEP));
    }

    /** @return what is wrong at the end; empty when every entry arrived once, in order, or is a letter */
    String sail() {
        var nodes = List.of(new Node(0), new Node(1));
        for (int turn = 0; turn < TURNS_FAULTY + TURNS_QUIET && !(turn > TURNS_FAULTY && isDone()); turn++) {
            faulty = turn < TURNS_FAULTY;
            now = now.plusMillis(random.nextInt(faulty ? 1_500 : 5_000));
            nodes.get(random.nextInt(nodes.size())).turn();
        }
        var expected = LongStream.rangeClosed(1, ENTRIES)
                .map(i -> i * STEP)
                .filter(stamp -> !poison.contains(stamp))
                .boxed()
                .toList();
        return taken.equals(expected) && letters.equals(new TreeSet<>(poison))
                ? ""
                : "taken %s, letters %s, poison %s".formatted(taken, letters, poison);
    }

    private boolean isDone() {
        return destinationCursor.stamp() == ENTRIES * STEP;
    }

    private boolean chance(int percent) {
        return faulty && random.nextInt(100) < percent;
    }

    private final class Node implements Step.Hands {
        private final int name;
        private Course course = Course.begin(PACE);
        private long heldEpoch;
        private Instant heldUntil = Instant.EPOCH;
        private Instant pausedUntil = Instant.EPOCH;
        private Optional<Batch> inHand = Optional.empty();
        private Optional<Batch> refused = Optional.empty();

        private record Batch(long epoch, Cursor from, List<Long> stamps) {
            Cursor reached() {
                return Cursor.at(from.stamp() + STEP * stamps.size());
            }
        }

        Node(int name) {
            this.name = name;
        }

        /** Between reading and writing it may be paused for any time. */
        void turn() {
            if (now.isBefore(pausedUntil)) {
                return;
            }
            if (chance(5)) {
                pausedUntil = now.plusSeconds(random.nextInt(30));
            } else if (inHand.isPresent()) {
                var batch = inHand.get();
                inHand = Optional.empty();
                write(batch);
            } else {
                renew();
                var held = now.isBefore(heldUntil) ? OptionalLong.of(heldEpoch) : OptionalLong.empty();
                course.next(held, now).by(this);
            }
        }

        private void renew() {
            if (owner == name && leaseEpoch == heldEpoch && !chance(10)) {
                leaseUntil = now.plusSeconds(LEASE_SECONDS);
                heldUntil = leaseUntil;
            }
        }

        @Override
        public boolean rest() {
            return false;
        }

        @Override
        public boolean claim(long above) {
            if (owner != name && now.isBefore(leaseUntil)) {
                return false;
            }
            owner = name;
            leaseEpoch = Math.max(above, leaseEpoch) + 1;
            heldEpoch = leaseEpoch;
            leaseUntil = now.plusSeconds(LEASE_SECONDS);
            heldUntil = leaseUntil;
            return true;
        }

        @Override
        public boolean open(long epoch) {
            if (chance(10)) {
                fail(Trouble.DOWN, Optional.empty(), 0);
                return false;
            }
            if (epoch >= destinationEpoch) {
                destinationEpoch = epoch;
            }
            long there = bug == Bug.FENCE_IS_OVERLOOKED ? epoch : destinationEpoch;
            course = course.opened(epoch, new Takeover(there, destinationCursor));
            return true;
        }

        @Override
        public boolean carry(Cursor from, int entriesMax) {
            var stamps = LongStream.rangeClosed(1, entriesMax)
                    .map(i -> from.stamp() + i * STEP)
                    .filter(stamp -> stamp <= ENTRIES * STEP)
                    .boxed()
                    .toList();
            if (!stamps.isEmpty()) {
                inHand = Optional.of(new Batch(course.epoch(), from, stamps));
            }
            return true;
        }

        @Override
        public boolean bury() {
            var batch = refused.orElseThrow();
            letters.addAll(batch.stamps());
            if (bug == Bug.LETTER_STOPS_THE_WAY) {
                course = course.carried(batch.from());
                return true;
            }
            return write(new Batch(batch.epoch(), batch.from(), List.of()), batch.reached());
        }

        private boolean write(Batch batch) {
            return write(batch, batch.reached());
        }

        private boolean write(Batch batch, Cursor reached) {
            if (chance(10)) {
                return fail(
                        Trouble.DOWN, Optional.of(batch.from()), batch.stamps().size());
            }
            if (course.epoch() != destinationEpoch && bug != Bug.DESTINATION_DOES_NOT_FENCE) {
                return fail(
                        Trouble.UNKNOWN,
                        Optional.of(batch.from()),
                        batch.stamps().size());
            }
            if (batch.stamps().stream().anyMatch(poison::contains)) {
                return refuse(batch);
            }
            boolean dies = chance(20);
            if (!dies || random.nextBoolean()) {
                taken.addAll(batch.stamps());
                destinationCursor = reached;
            }
            if (dies) {
                return fail(
                        Trouble.UNKNOWN,
                        Optional.of(batch.from()),
                        batch.stamps().size());
            }
            course = course.carried(reached);
            return true;
        }

        private boolean refuse(Batch batch) {
            if (bug == Bug.BATCH_IS_BURIED) {
                letters.addAll(batch.stamps());
                destinationCursor = batch.reached();
                course = course.carried(batch.reached());
                return true;
            }
            refused = batch.stamps().size() == 1 ? Optional.of(batch) : refused;
            var trouble = bug == Bug.POISON_IS_DOWN ? Trouble.DOWN : Trouble.CONTENT;
            return fail(trouble, Optional.of(batch.from()), batch.stamps().size());
        }

        private boolean fail(Trouble trouble, Optional<Cursor> from, int entries) {
            course = course.failed(trouble, from, entries, now, random.nextDouble());
            if (bug == Bug.POSITION_IS_NOT_READ_AGAIN && from.isPresent()) {
                course = course.opened(course.epoch(), new Takeover(course.epoch(), from.get()));
            }
            return false;
        }
    }
}
