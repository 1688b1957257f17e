package io.lakesync.api.settings;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the text of a setting is read.
 *
 * @param description completes "must be …", with unit and bounds
 * @param parse throws IllegalArgumentException for text of another form
 */
public record Form<T>(String description, boolean secret, Function<String, T> parse) {
    static final Form<String> TEXT = new Form<>("text", false, Function.identity());
    static final Form<Secret> SECRET = new Form<>("secret text", true, Secret::new);
    static final Form<Boolean> FLAG = new Form<>("true or false", false, Form::flag);
    static final Form<List<String>> LIST = new Form<>("a comma-separated list", false, Form::list);
    static final Form<JdbcUrl> JDBC = new Form<>("a URL that starts with " + JdbcUrl.FORMS, true, JdbcUrl::new);

    public Form {
        requireNonNull(description, "description");
        requireNonNull(parse, "parse");
    }

    static Form<Integer> count(int min, int max) {
        return new Form<>(
                "a number from %,d to %,d".formatted(min, max),
                false,
                text -> within(Integer.parseInt(text), min, max));
    }

    static Form<Integer> bytes(int min, int max) {
        var description = "a size from %s to %s".formatted(Units.size(min), Units.size(max));
        return new Form<>(description, false, text -> within(Math.toIntExact(Units.bytes(text)), min, max));
    }

    static Form<Duration> duration(Duration min, Duration max) {
        var description = "a duration from %s to %s".formatted(Units.time(min), Units.time(max));
        return new Form<>(description, false, text -> within(Units.duration(text), min, max));
    }

    /** Nothing set is a value too. */
    Form<Optional<T>> optional() {
        return new Form<>(
                description, secret, text -> text.isEmpty() ? Optional.empty() : Optional.of(parse.apply(text)));
    }

    private static <C extends Comparable<C>> C within(C value, C min, C max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("out of bounds");
        }
        return value;
    }

    private static boolean flag(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
