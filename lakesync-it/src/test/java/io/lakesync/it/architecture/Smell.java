package io.lakesync.it.architecture;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something that must not stand in production code.
 *
 * @param found what it looks like in the text of a file
 * @param excused files, by their path with forward slashes, in which it is right
 */
record Smell(String name, Pattern found, Predicate<String> excused) {
    /** The smells that nobody tolerates. */
    static final List<Smell> ZERO_TOLERANCE = List.of(
            smell("a swallowed exception", "catch\\s*\\([^)]*\\)\\s*\\{\\s*\\}"),
            smell("printed, not logged", "System\\.(out|err)\\.|\\.printStackTrace\\(", "lakesync-client/"),
            smell(
                    "the wall clock read directly",
                    "System\\.currentTimeMillis|\\b(Instant|LocalDate|LocalDateTime|ZonedDateTime)\\.now\\(\\)"
                            + "|\\bClock\\.system|InstantSource\\.system",
                    "/clock/",
                    "lakesync-client/"),
            smell(
                    "a mutable static",
                    "(?m)^\\s+((private|public|protected|volatile|transient) )*static "
                            + "(?!final |.*\\bfinal\\b)((volatile|transient) )*[A-Za-z][\\w<>?,. \\[\\]]* \\w+ *(=|;)"),
            smell("a raw thread", "new Thread\\(|Executors\\.new", "lakesync-client/", "lakesync-contracts/"),
            smell("a leftover", "\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b"),
            smell(
                    "the environment read outside settings",
                    "System\\.getenv|System\\.getProperty",
                    "/settings/",
                    "lakesync-client/"),
            smell(
                    "SQL built by +",
                    "\"[^\"\\n]*\\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|MERGE INTO|CREATE TABLE|ALTER TABLE|DROP TABLE"
                            + "|FROM|WHERE) [^\"\\n]*\"[ \\t]*\\+",
                    "/dialect/"),
            smell("an event before the commit", "\\.fireAsync\\("),
            smell("lombok", "import lombok"));

    /** Names of classes that say a pattern instead of the job. */
    static final Pattern PATTERN_NAME =
            Pattern.compile("\\w*(Impl|Manager|Helper|Utils?|Processor|Wrapper|DTO|Dto|Bean)\\.java");

    List<Integer> linesOf(String path, String text) {
        if (excused.test(path)) {
            return List.of();
        }
        return found.matcher(text)
                .results()
                .map(hit -> 1
                        + (int) text.substring(0, hit.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count())
                .collect(Collectors.toList());
    }

    private static Smell smell(String name, String regex, String... excusedParts) {
        var parts = List.of(excusedParts);
        return new Smell(name, Pattern.compile(regex), path -> parts.stream().anyMatch(path::contains));
    }
}
