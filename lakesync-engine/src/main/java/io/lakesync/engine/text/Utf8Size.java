package io.lakesync.engine.text;

/** How many bytes text takes in UTF-8, counted without a copy of it: what is bounded in bytes is often megabytes of text. */
public final class Utf8Size {
    private static final int TWO_BYTES_FROM = 0x80;
    private static final int THREE_BYTES_FROM = 0x800;

    private Utf8Size() {}

    public static long of(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            bytes += more(text.charAt(i));
        }
        return bytes;
    }

    /** What a character takes beyond its first byte; the halves of a pair, which takes four, share alike. */
    private static int more(char c) {
        if (c < TWO_BYTES_FROM) {
            return 0;
        }
        return c < THREE_BYTES_FROM || Character.isSurrogate(c) ? 1 : 2;
    }
}
