package io.lakesync.server.log;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;

/**
 * Where a client without {@code cursor} stands: what it said itself, never what it was answered.
 *
 * @param since of its latest pull: the only position that it has proved to hold
 * @param before the {@code since} before that
 * @param hadMore whether the page of the latest pull was not the last one
 * @param refused whether a push has been refused since then to make it pull again
 * @param repeats how often the latest {@code since} came in a row
 * @param snapshotHead the head when its snapshot began, where the log follows; 0 outside a snapshot
 */
public record Position(Cursor since, Cursor before, boolean hadMore, boolean refused, int repeats, long snapshotHead) {
    public Position {
        requireNonNull(since, "since");
        requireNonNull(before, "before");
    }

    /** Of a client that pulls for the first time. */
    public static Position first(Cursor since) {
        return new Position(since, since, false, false, 0, 0);
    }

    /** After another pull. */
    public Position pulled(Cursor next) {
        return next.equals(since)
                ? new Position(since, before, false, false, repeats + 1, snapshotHead)
                : new Position(next, since, false, false, 0, snapshotHead);
    }

    public Position withMore(boolean more) {
        return new Position(since, before, more, refused, repeats, snapshotHead);
    }

    public Position withSnapshotHead(long stamp) {
        return new Position(since, before, hadMore, refused, repeats, stamp);
    }

    public Position asRefused() {
        return new Position(since, before, hadMore, true, repeats, snapshotHead);
    }
}
