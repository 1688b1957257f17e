package io.lakesync.contracts.replica;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules as documents for the server, and what each of them means, also for who writes, said again in plain Java. */
enum Law {
    MINE("%s"),
    MINE_AND_TEAM(
            """
            %s, {"name": "team", "tables": ["todos"], "write": "none",
                 "filters": [{"column": "team", "op": "in", "value": "jwt:team"}]}"""),
    OTHERS_IN_TEAM(
            """
            {"name": "others", "tables": ["todos"], "write": "none",
             "filters": [{"column": "team", "op": "eq", "value": "jwt:team"},
                         {"column": "owner", "op": "neq", "value": "jwt:sub"}]}"""),
    ALL("""
        {"name": "all", "tables": ["todos"], "write": "none", "filters": []}"""),
    NONE("""
         {"name": "none", "tables": ["other"], "write": "none", "filters": []}"""),
    HIGH_TITLES(
            """
            %s, {"name": "high", "tables": ["todos"], "write": "none",
                 "filters": [{"column": "title", "op": "gte", "value": "t6"}]}"""),
    MINE_TO_GIVE("own"),
    MINE_TO_KEEP("visible");

    private static final String MINE_BUCKET =
            """
            {"name": "mine", "tables": ["todos"], "write": "none",
             "filters": [{"column": "owner", "op": "eq", "value": "jwt:sub"}]}""";
    private static final String WRITING =
            """
            {"name": "writing", "tables": ["todos"], "write": "any",
             "filters": [{"column": "owner", "op": "eq", "value": "nobody"}]}""";

    private final String buckets;

    Law(String buckets) {
        this.buckets = buckets;
    }

    String document() {
        var all = isOpen() ? buckets.formatted(MINE_BUCKET) + ", " + WRITING : MINE_BUCKET.replace("none", buckets);
        return "{\"version\": 1, \"buckets\": [%s]}".formatted(all);
    }

    /** Whether everybody may write anything. */
    private boolean isOpen() {
        return this != MINE_TO_GIVE && this != MINE_TO_KEEP;
    }

    /** A row is given as for {@link #shows}; empty stands for one that is not there. */
    boolean mayWrite(
            Map<String, List<String>> claims,
            Optional<Map<String, String>> before,
            Optional<Map<String, String>> after) {
        return isOpen()
                || before.map(row -> shows(claims, row)).orElse(true)
                        && (this == MINE_TO_GIVE
                                || after.map(row -> shows(claims, row)).orElse(true));
    }

    /** @param row the JSON text of its columns; a column that it lacks is missing */
    boolean shows(Map<String, List<String>> claims, Map<String, String> row) {
        var me = claims.get("sub").get(0);
        boolean mine = text(row, "owner").equals(me);
        boolean inTeam = Set.copyOf(claims.getOrDefault("team", List.of())).contains(text(row, "team"));
        return switch (this) {
            case MINE, MINE_TO_GIVE, MINE_TO_KEEP -> mine;
            case MINE_AND_TEAM -> mine || inTeam;
            case OTHERS_IN_TEAM -> inTeam && row.containsKey("owner") && !mine;
            case ALL -> true;
            case NONE -> false;
            case HIGH_TITLES ->
                mine || row.containsKey("title") && text(row, "title").compareTo("t6") >= 0;
        };
    }

    private static String text(Map<String, String> row, String column) {
        return row.getOrDefault(column, "\"-\"").replace("\"", "");
    }
}
