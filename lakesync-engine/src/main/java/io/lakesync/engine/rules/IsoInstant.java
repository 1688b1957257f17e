package io.lakesync.engine.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Reads an ISO 8601 date or date-time: {@code YYYY-MM-DD}, then perhaps {@code Thh:mm}, {@code :ss}, a fraction of one to
 * nine digits, and {@code Z}, {@code ±hh:mm}, {@code ±hhmm} or {@code ±hh}. Without an offset it is UTC. Written by hand
 * because it runs for every row that a date filter judges, and most text is no date: no exception may be the answer.
 */
final class IsoInstant {
    private static final int DATE_CHARS = 10;
    private static final int FRACTION_DIGITS_MAX = 9;
    private static final int OFFSET_MINUTES_MAX = 18 * 60;

    private final String text;
    private int at;
    private boolean sound = true;

    private IsoInstant(String text) {
        this.text = text;
    }

    static Optional<Instant> parse(String text) {
        if (text.length() < DATE_CHARS || text.charAt(4) != '-') {
            return Optional.empty();
        }
        return new IsoInstant(text).read();
    }

    private Optional<Instant> read() {
        long days = date();
        long seconds = 0;
        int nanos = 0;
        if (sound && at < text.length()) {
            expect('T');
            seconds = 3600L * digits(2, 23);
            expect(':');
            seconds += 60L * digits(2, 59);
            if (skip(':')) {
                seconds += digits(2, 59);
                nanos = skip('.') ? fraction() : 0;
            }
            seconds -= 60L * offset();
        }
        return sound && at == text.length()
                ? Optional.of(Instant.ofEpochSecond(days * 86_400 + seconds, nanos))
                : Optional.empty();
    }

    private long date() {
        int year = digits(4, 9999);
        expect('-');
        int month = digits(2, 12);
        expect('-');
        int day = digits(2, 31);
        sound &= month > 0 && day > 0;
        sound = sound && day <= YearMonth.of(year, month).lengthOfMonth();
        return sound ? LocalDate.of(year, month, day).toEpochDay() : 0;
    }

    private int fraction() {
        int nanos = 0;
        int count = 0;
        for (; at < text.length() && isDigit(text.charAt(at)) && count < FRACTION_DIGITS_MAX; at++, count++) {
            nanos = nanos * 10 + text.charAt(at) - '0';
        }
        sound &= count > 0;
        for (; count < FRACTION_DIGITS_MAX; count++) {
            nanos *= 10;
        }
        return nanos;
    }

    private int offset() {
        if (at == text.length() || skip('Z')) {
            return 0;
        }
        int sign = skip('-') ? -1 : 1;
        if (sign > 0) {
            expect('+');
        }
        int minutes = 60 * digits(2, 18);
        if (skip(':') || at < text.length()) {
            minutes += digits(2, 59);
        }
        sound &= minutes <= OFFSET_MINUTES_MAX;
        return sign * minutes;
    }

    private int digits(int count, int max) {
        int number = 0;
        for (int end = at + count; at < end; at++) {
            char c = at < text.length() ? text.charAt(at) : 0;
            sound &= isDigit(c);
            number = number * 10 + c - '0';
        }
        sound &= number <= max;
        return number;
    }

    private void expect(char c) {
        sound &= skip(c);
    }

    private boolean skip(char c) {
        boolean met = at < text.length() && text.charAt(at) == c;
        at += met ? 1 : 0;
        return met;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
