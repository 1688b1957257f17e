package io.lakesync.api.rules;

import java.util.Locale;

/** What a caller may push to rows of a bucket, judged on the row as it was before and as it is after the whole push. */
public enum WriteLevel {
    /** In the bucket before, if it exists, and after. */
    VISIBLE,
    /** In the bucket before, if it exists; it may leave the view. */
    OWN,
    /** Any row of the bucket's tables. */
    ANY,
    /** Read only. */
    NONE;

    /** The word in a rules document. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
