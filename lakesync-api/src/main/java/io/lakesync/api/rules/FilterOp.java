package io.lakesync.api.rules;

import java.util.Locale;

/** How a filter compares. Several operand values mean "any of"; for NEQ none of them may be equal. */
public enum FilterOp {
    EQ,
    IN,
    NEQ,
    GT,
    LT,
    GTE,
    LTE;

    /** The word in a rules document. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
