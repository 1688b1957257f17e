package io.lakesync.web.request;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of a URL, the first of each name. Read here because the container would also look into the body. */
public record Query(Map<String, String> parameters) {
    static final String TOKEN = "token";

    public Query {
        parameters = Map.copyOf(parameters);
    }

    /**
     * @param raw what follows the question mark; may be null
     * @throws io.lakesync.api.failure.SyncException VALIDATION_ERROR when it is not percent-encoded UTF-8
     */
    public static Query parse(String raw) {
        var parameters = new HashMap<String, String>();
        for (var pair : (raw == null ? "" : raw).split("&")) {
            int equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            parameters.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return new Query(parameters);
    }

    /**
     * For requests whose parameters nobody reads.
     *
     * @param raw may be null
     * @throws io.lakesync.api.failure.SyncException VALIDATION_ERROR
     */
    static void requireWellFormed(String raw) {
        if (raw != null) {
            decode(raw);
        }
    }

    /**
     * The query without what must never be in a log.
     *
     * @param raw well-formed; null stays null
     */
    static String withoutToken(String raw) {
        if (raw == null || !raw.contains("=")) {
            return raw;
        }
        return Stream.of(raw.split("&"))
                .filter(pair -> !decode(pair.split("=", 2)[0]).equals(TOKEN))
                .collect(Collectors.joining("&"));
    }

    /** The value; empty when the parameter is absent or blank. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    private static String decode(String text) {
        return PercentCode.decode(text.replace('+', ' '));
    }
}
