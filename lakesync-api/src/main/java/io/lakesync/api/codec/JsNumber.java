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

    private static final int DIGITS_MAX = 17;
    private static final int PLAIN_EXPONENT_MAX = 21;
    private static final int LEADING_ZEROS_MAX = 6;

    private JsNumber() {}

    /** Prints a JSON number. */
    static String normalise(String number) {
        if (isShortInteger(number)) {
            return number.equals("-0") ? "0" : number;
        }
        return print(Double.parseDouble(number));
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

    private static boolean isShortInteger(String number) {
        for (int i = number.charAt(0) == '-' ? 1 : 0; i < number.length(); i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return false;
            }
        }
        return number.length() <= EXACT_DIGITS;
    }

    private static BigDecimal shortest(double value) {
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
     * The nearest decimal of so many digits that reads back as {@code value}; any when there is none. Both neighbours are
     * tried: below a power of two the doubles are closer, and the nearest decimal may fall out on that side.
     */
    private static BigDecimal rounded(BigDecimal exact, double value, int digits) {
        var down = exact.round(new MathContext(digits, RoundingMode.DOWN));
        var up = exact.round(new MathContext(digits, RoundingMode.UP));
        if (down.doubleValue() != value) {
            return up;
        }
        boolean upIsNearer = up.subtract(exact).compareTo(exact.subtract(down)) < 0;
        return up.doubleValue() == value && upIsNearer ? up : down;
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
