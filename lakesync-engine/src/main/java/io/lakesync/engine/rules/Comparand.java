package io.lakesync.engine.rules;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** One value of an operand, read ahead in every way in which a row's value may want to be compared. */
record Comparand(String text, Optional<BigDecimal> number, Optional<Instant> instant, Optional<Boolean> truth) {
    /** Longer numbers are comparable with nothing: reading them costs the square of their length. */
    static final int NUMBER_CHARS_MAX = 1000;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    static Comparand of(String text) {
        return new Comparand(text, number(text), IsoInstant.parse(text), truth(text));
    }

    /** A number in the form that JSON has for it; empty for all else, and for exponents beyond any use. */
    static Optional<BigDecimal> number(String text) {
        if (text.length() > NUMBER_CHARS_MAX || !NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException exponentTooLarge) {
            return Optional.empty();
        }
    }

    /** SQLite has no boolean: 1 and 0 stand for true and false. */
    static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
