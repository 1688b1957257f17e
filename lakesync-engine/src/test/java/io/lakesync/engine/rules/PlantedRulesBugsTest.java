package io.lakesync.engine.rules;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lakesync.api.Planted;
import io.lakesync.engine.rules.PlantedRulesBugs.Bug;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of rules are worth what they notice. */
class PlantedRulesBugsTest {
    private static final Set<Bug> ABOUT_WRITING = EnumSet.of(Bug.READ_ONLY_BUCKETS_GRANT, Bug.OWN_MEANS_VISIBLE);

    @ParameterizedTest
    @MethodSource
    void every_law_notices_a_planted_bug_and_every_bug_is_noticed(Law law, Bug bug) {
        Planted.requireNoticed(seed -> law.require(seed, new PlantedRulesBugs(bug)));
    }

    static Stream<Arguments> every_law_notices_a_planted_bug_and_every_bug_is_noticed() {
        return Stream.of(
                        law(
                                "seeing",
                                RulesProperties::requireSees,
                                EnumSet.complementOf(EnumSet.copyOf(ABOUT_WRITING))),
                        law("writing", RulesProperties::requireWrites, ABOUT_WRITING),
                        law("explaining", RulesProperties::requireExplained, Set.of(Bug.ONLY_THE_LAST_FILTER_COUNTS)),
                        law("null", RulesProperties::requireNullTest, Set.of(Bug.NULL_TESTS_ARE_IGNORED)),
                        law("claims", RulesProperties::requireClaim, Set.of(Bug.CLAIMS_ARE_IGNORED)),
                        law("read-only", RulesProperties::requireReadOnly, Set.of(Bug.READ_ONLY_BUCKETS_GRANT)),
                        law("order", RulesProperties::requireOrder, Set.of(Bug.GREATER_MEANS_AT_LEAST)),
                        law("more buckets", RulesProperties::requireMonotony, Set.of(Bug.ONLY_THE_LAST_BUCKET_COUNTS)),
                        law("more filters", RulesProperties::requireMonotony, Set.of(Bug.ONLY_THE_LAST_FILTER_COUNTS)),
                        law("naming", RulesProperties::requireNamed, Set.of(Bug.ONLY_THE_LAST_FILTER_COUNTS)))
                .flatMap(law -> law);
    }

    private static Stream<Arguments> law(String name, Law law, Set<Bug> bugs) {
        return bugs.stream().map(bug -> arguments(named(name, law), bug));
    }

    /** What must hold of rules. */
    private interface Law {
        void require(long seed, RulesProperties.Compiler compiler);
    }
}
