package io.lakesync.api.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Sizes and durations as people write them. */
final class Units {
    private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,15})\\s*([A-Za-z]*)");
    private static final Map<String, Long> SIZES = Map.of(
            "", 1L, "b", 1L, "k", 1L << 10, "kib", 1L << 10, "m", 1L << 20, "mib", 1L << 20, "g", 1L << 30, "gib",
            1L << 30);
    private static final Map<String, Duration> TIMES = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Units() {}

    static long bytes(String text) {
        return quantity(text, SIZES, (count, unit) -> Math.multiplyExact(count, unit));
    }

    static Duration duration(String text) {
        return quantity(text, TIMES, (count, unit) -> unit.multipliedBy(count));
    }

    static String size(long bytes) {
        if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
            return bytes / (1 << 20) + " MiB";
        }
        return bytes >= 1 << 10 && bytes % (1 << 10) == 0 ? bytes / (1 << 10) + " KiB" : bytes + " B";
    }

    static String time(Duration duration) {
        long millis = duration.toMillis();
        if (millis > 0 && millis % 86_400_000 == 0) {
            return "%,d d".formatted(millis / 86_400_000);
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + " m";
        }
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private static <U, R> R quantity(String text, Map<String, U> units, BiFunction<Long, U, R> times) {
        var parts = QUANTITY.matcher(text);
        var unit = parts.matches() ? units.get(parts.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("not a quantity with a known unit");
        }
        return times.apply(Long.parseLong(parts.group(1)), unit);
    }
}
