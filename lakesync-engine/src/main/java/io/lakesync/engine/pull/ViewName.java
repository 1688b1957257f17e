package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names a view so that it can be made again later: what decided, and the values of the claims that it named. Two readers
 * with equal names see the same rows in the same form.
 *
 * @param rulesVersion the version of the rules; 0 where none decide
 * @param schemaVersion the version of the schemas, which say how values compare
 * @param claims by name, sorted and without repetition; claims that decide nothing are left out
 */
public record ViewName(Scope scope, long rulesVersion, long schemaVersion, Map<String, List<String>> claims) {
    /** Of a reader that must forget all it holds before it is served again. */
    static final ViewName CLEARED = new ViewName(Scope.CLEARED, 0, 0, Map.of());

    public ViewName {
        requireNonNull(scope, "scope");
        claims = claims.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        e -> e.getValue().stream().distinct().sorted().toList(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** The view of a caller under rules that name only {@code named} of its claims. */
    public static ViewName ofRules(
            long rulesVersion, long schemaVersion, Set<String> named, Map<String, List<String>> claims) {
        var deciding = claims.entrySet().stream()
                .filter(claim -> named.contains(claim.getKey()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new ViewName(Scope.RULES, rulesVersion, schemaVersion, deciding);
    }

    /** The view where no rules decide. */
    public static ViewName withoutRules(Scope scope, long schemaVersion) {
        return new ViewName(scope, 0, schemaVersion, Map.of());
    }

    /** The same rows for a reader that knows its tables as a claim of its token says. */
    public ViewName knowing(String claim, List<String> values) {
        if (values.isEmpty()) {
            return this;
        }
        var more = new TreeMap<>(claims);
        more.put(claim, values);
        return new ViewName(scope, rulesVersion, schemaVersion, more);
    }

    boolean isCleared() {
        return scope == Scope.CLEARED;
    }

    /** What decides. */
    public enum Scope {
        RULES,
        EVERYTHING,
        NOTHING,
        CLEARED
    }
}
