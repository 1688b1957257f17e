package io.lakesync.engine.text;

/**
 * Orders text by code point, which is also the order of its UTF-8 bytes. {@link String#compareTo} is not that order:
 * it puts U+1F600 before U+FF5E. Unpaired surrogates have their place too, so that no two texts are taken for equal.
 */
public final class CodePointOrder {
    private static final int SURROGATES_START = 0xD800;
    private static final int SURROGATES_END = 0xE000;

    private CodePointOrder() {}

    public static int compare(String one, String other) {
        int shared = Math.min(one.length(), other.length());
        for (int i = 0; i < shared; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                return rank(a) - rank(b);
            }
        }
        return one.length() - other.length();
    }

    /** Lifts surrogates, halves of the code points above U+FFFF, over all other characters. */
    private static int rank(char c) {
        return c >= SURROGATES_START && c < SURROGATES_END ? c + 0x10000 : c;
    }
}
