package io.lakesync.api.rules;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/** What a filter compares with. */
public sealed interface Operand {
    /** The values for a caller with these claims; empty when the caller lacks the claim, which matches nothing. */
    List<String> resolve(Map<String, List<String>> claims);

    /** Written into the rules. */
    record Literal(String value) implements Operand {
        public Literal {
            requireNonNull(value, "value");
        }

        @Override
        public List<String> resolve(Map<String, List<String>> claims) {
            return List.of(value);
        }
    }

    /** Taken from the caller's token: {@code jwt:name} in the document. */
    record Claim(String name) implements Operand {
        public Claim {
            requireNonNull(name, "name");
        }

        @Override
        public List<String> resolve(Map<String, List<String>> claims) {
            return claims.getOrDefault(name, List.of());
        }
    }

    /** The explicit null test: JSON null in the document, allowed with EQ and NEQ. */
    record Null() implements Operand {
        @Override
        public List<String> resolve(Map<String, List<String>> claims) {
            return List.of();
        }
    }
}
