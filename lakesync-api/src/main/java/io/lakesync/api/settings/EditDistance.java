package io.lakesync.api.settings;

/** Levenshtein's distance: how many characters are to be added, dropped or replaced. */
final class EditDistance {
    private EditDistance() {}

    static int between(String a, String b) {
        var previous = new int[b.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            previous = nextRow(previous, a.charAt(i - 1), b);
        }
        return previous[b.length()];
    }

    private static int[] nextRow(int[] previous, char c, String b) {
        var row = new int[previous.length];
        row[0] = previous[0] + 1;
        for (int j = 1; j < row.length; j++) {
            int replaced = previous[j - 1] + (b.charAt(j - 1) == c ? 0 : 1);
            row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
        }
        return row;
    }
}
