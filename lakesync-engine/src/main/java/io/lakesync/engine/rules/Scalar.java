package io.lakesync.engine.rules;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.schema.ColumnType;
import io.lakesync.engine.text.CodePointOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** A row's value as it compares with an operand. */
sealed interface Scalar {
    /** Less than, equal to or greater than zero; empty when the two are of different kinds, which passes no filter. */
    OptionalInt compareTo(Comparand operand);

    /**
     * Reads a value that is not null by the declared type of its column, or by its own kind where nothing is declared. A
     * value that does not fit the declared type compares with nothing.
     */
    static Scalar of(JsonValue value, ColumnType type) {
        String text = value.text();
        if (!type.fits(value)) {
            return Opaque.SELF;
        }
        return switch (text.charAt(0)) {
            case '"' -> new Text(JsonText.string(value));
            case '{', '[' -> Opaque.SELF;
            case 't', 'f' -> new Truth(text.equals("true"));
            default -> ofNumber(text, type);
        };
    }

    private static Scalar ofNumber(String text, ColumnType type) {
        if (type == ColumnType.BOOLEAN) {
            return new Truth(text.equals("1"));
        }
        Optional<BigDecimal> number = Comparand.number(text);
        boolean bit = type != ColumnType.NUMBER && Comparand.truth(text).isPresent();
        return number.isEmpty() ? Opaque.SELF : bit ? new Bit(number.get()) : new Numeric(number.get());
    }

    /** Objects, arrays, and what does not fit its column. */
    enum Opaque implements Scalar {
        SELF;

        @Override
        public OptionalInt compareTo(Comparand operand) {
            return OptionalInt.empty();
        }
    }

    /** Compares as an instant when both sides are ISO dates or date-times, else by code point. */
    record Text(String text) implements Scalar {
        @Override
        public OptionalInt compareTo(Comparand operand) {
            Optional<Instant> instant = operand.instant().isPresent() ? IsoInstant.parse(text) : Optional.empty();
            return OptionalInt.of(
                    instant.isPresent()
                            ? instant.get().compareTo(operand.instant().get())
                            : CodePointOrder.compare(text, operand.text()));
        }
    }

    /** Compares exactly: 1.0 is 1, and 2^53 + 1 is not 2^53. */
    record Numeric(BigDecimal number) implements Scalar {
        @Override
        public OptionalInt compareTo(Comparand operand) {
            return operand.number().isPresent()
                    ? OptionalInt.of(number.compareTo(operand.number().get()))
                    : OptionalInt.empty();
        }
    }

    /** False is less than true. */
    record Truth(boolean value) implements Scalar {
        @Override
        public OptionalInt compareTo(Comparand operand) {
            return operand.truth().isPresent()
                    ? OptionalInt.of(Boolean.compare(value, operand.truth().get()))
                    : OptionalInt.empty();
        }
    }

    /** The number 1 or 0 in a column of unknown type: a number to numbers, a boolean to {@code true} and {@code false}. */
    record Bit(BigDecimal number) implements Scalar {
        @Override
        public OptionalInt compareTo(Comparand operand) {
            return operand.number().isPresent()
                    ? new Numeric(number).compareTo(operand)
                    : new Truth(number.signum() != 0).compareTo(operand);
        }
    }
}
