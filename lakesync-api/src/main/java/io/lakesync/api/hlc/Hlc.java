package io.lakesync.api.hlc;

/**
 * A hybrid logical timestamp: the upper 48 bits are wall milliseconds, the lower 16 a counter. Ordered as an unsigned
 * 64-bit integer. Source: Kulkarni et al., "Logical Physical Clocks", 2014.
 */
public record Hlc(long bits) implements Comparable<Hlc> {
    public static final int COUNTER_MAX = 0xFFFF;
    public static final Hlc ZERO = new Hlc(0);

    public static Hlc of(long wallMillis, int counter) {
        if (wallMillis < 0 || wallMillis >= 1L << 48) {
            throw new IllegalArgumentException("wall milliseconds must fit 48 bits, were " + wallMillis);
        }
        if (counter < 0 || counter > COUNTER_MAX) {
            throw new IllegalArgumentException("counter must fit 16 bits, was " + counter);
        }
        return new Hlc(wallMillis << 16 | counter);
    }

    /**
     * Reads the decimal form of an unsigned 64-bit integer: digits only.
     *
     * @throws NumberFormatException for anything else
     */
    public static Hlc parse(String decimal) {
        if (decimal.isEmpty() || !decimal.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new NumberFormatException("not an unsigned decimal");
        }
        return new Hlc(Long.parseUnsignedLong(decimal));
    }

    public long wallMillis() {
        return bits >>> 16;
    }

    public int counter() {
        return (int) (bits & COUNTER_MAX);
    }

    @Override
    public int compareTo(Hlc other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    /** The decimal form that travels in JSON. */
    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
