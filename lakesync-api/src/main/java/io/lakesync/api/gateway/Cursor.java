package io.lakesync.api.gateway;

import io.lakesync.api.hlc.Hlc;

/**
 * A reader's position in a log: a stamp whose lowest bit belongs to the server. Even: everything up to the stamp has
 * been read, the log follows. Odd or 0: the reader is inside a snapshot. Compared unsigned.
 */
public record Cursor(long value) implements Comparable<Cursor> {
    /** From the beginning; never 0, because an all-default answer is invisible on the wire. */
    public static final Cursor BEGINNING = new Cursor(1);

    /** Position after an entry of the log. */
    public static Cursor at(long stamp) {
        return new Cursor(stamp & ~1L);
    }

    /** Position inside a snapshot, after the row whose latest stamp this is. */
    public static Cursor inSnapshot(long stamp) {
        return new Cursor(stamp | 1L);
    }

    /**
     * Reads an unsigned decimal.
     *
     * @throws NumberFormatException for anything else
     */
    public static Cursor parse(String decimal) {
        return new Cursor(Hlc.parse(decimal).bits());
    }

    public boolean isInSnapshot() {
        return value == 0 || (value & 1L) == 1L;
    }

    /** The stamp up to which rows or entries have been read. */
    public long stamp() {
        return value & ~1L;
    }

    @Override
    public int compareTo(Cursor other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** The decimal form that travels in JSON. */
    @Override
    public String toString() {
        return Long.toUnsignedString(value);
    }
}
