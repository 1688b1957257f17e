package io.lakesync.api.codec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as JavaScript prints them: the fewest digits that read back as the same double. {@code Double.toString} of Java
 * 17 does not always give the fewest (JDK-4511638).
 */
final class JsNumber {
    /** Any decimal with so many digits survives the way to a double and back. */
    private static final int EXACT_DIGITS = 15;

    private static final String TINY = "0.00000";
    private static final int DIGITS_MAX = 17;
    private static final int PLAIN_EXPONENT_MAX = 21;
    private static final int LEADING_ZEROS_MAX = 6;

    private JsNumber() {}

    /** Prints a JSON number. */
    static String normalise(String number) {
        return isShort(number) ? withoutIdleZeros(number) : print(Double.parseDouble(number));
    }

    static String print(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "null";
        }
        if (value == 0) {
            return "0";
        }
        var digits = shortest(Math.abs(value)).stripTrailingZeros();
        var text = layout(digits.unscaledValue().toString(), digits.precision() - digits.scale());
        return value < 0 ? "-" + text : text;
    }

    /** Whether no digit can be lost on the way through a double, and none of the borders of {@link #layout} is near. */
    private static boolean isShort(String number) {
        int start = number.charAt(0) == '-' ? 1 : 0;
        int digits = 0;
        for (int i = start; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
            digits += c == '.' ? 0 : 1;
        }
        return digits <= EXACT_DIGITS && !number.startsWith(TINY, start);
    }

    private static String withoutIdleZeros(String number) {
        int end = number.length();
        if (number.indexOf('.') >= 0) {
            while (number.charAt(end - 1) == '0') {
                end--;
            }
            end -= number.charAt(end - 1) == '.' ? 1 : 0;
        }
        var text = number.substring(0, end);
        return text.equals("-0") ? "0" : text;
    }

    private static BigDecimal shortest(double value) {
        var candidate = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return isShortest(candidate, value) ? candidate : search(value);
    }

    /** Java's own digits are the right ones nearly always, and that is quicker to see than to find them. */
    private static boolean isShortest(BigDecimal candidate, double value) {
        int digits = candidate.precision();
        if (digits <= EXACT_DIGITS || value < Double.MIN_NORMAL) {
            return value >= Double.MIN_NORMAL;
        }
        var off = candidate.subtract(new BigDecimal(value)).abs();
        return off.add(off).compareTo(candidate.ulp()) < 0
                && candidate
                                .round(new MathContext(digits - 1, RoundingMode.DOWN))
                                .doubleValue()
                        != value
                && candidate.round(new MathContext(digits - 1, RoundingMode.UP)).doubleValue() != value;
    }

    private static BigDecimal search(double value) {
        var exact = new BigDecimal(value);
        var best = rounded(exact, value, DIGITS_MAX);
        int enough = DIGITS_MAX;
        int tooFew = 0;
        for (int digits = EXACT_DIGITS; tooFew + 1 < enough; digits = middle(tooFew, enough)) {
            var candidate = rounded(exact, value, digits);
            if (candidate.doubleValue() == value) {
                best = candidate;
                enough = digits;
            } else {
                tooFew = digits;
            }
        }
        return best;
    }

    /** Above fifteen digits one by one, because most long numbers need sixteen or seventeen. */
    private static int middle(int tooFew, int enough) {
        return tooFew >= EXACT_DIGITS ? tooFew + 1 : (tooFew + enough) / 2;
    }

    /**
     * The nearest decimal of so many digits that reads back as {@code value}, the even one of two; any when there is none.
     * Both neighbours are tried: below a power of two the doubles are closer, and the nearest decimal may fall out on that
     * side.
     */
    private static BigDecimal rounded(BigDecimal exact, double value, int digits) {
        var down = exact.round(new MathContext(digits, RoundingMode.DOWN));
        var up = exact.round(new MathContext(digits, RoundingMode.UP));
        if (down.doubleValue() != value) {
            return up;
        }
        return up.doubleValue() == value ? exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)) : down;
    }

    /** @param point how many digits stand before the decimal point; may be negative */
    private static String layout(String digits, int point) {
        if (point > 0 && point <= PLAIN_EXPONENT_MAX) {
            return digits.length() <= point
                    ? digits + "0".repeat(point - digits.length())
                    : digits.substring(0, point) + "." + digits.substring(point);
        }
        if (point <= 0 && point > -LEADING_ZEROS_MAX) {
            return "0." + "0".repeat(-point) + digits;
        }
        var fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
    }
}
