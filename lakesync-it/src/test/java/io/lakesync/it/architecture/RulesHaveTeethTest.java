package io.lakesync.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Below io.lakesync.*.planted stand classes that break every rule on purpose. */
class RulesHaveTeethTest {
    @TestFactory
    Stream<DynamicTest> every_rule_fails_on_a_planted_violation() {
        var planted = new ClassFileImporter().importPackages("io.lakesync").that(PlantedViolations.PLANTED);
        return ArchitectureTest.rules()
                .map(field -> DynamicTest.dynamicTest(field.getName(), () -> {
                    var rule = (ArchRule) field.get(null);
                    assertThat(rule.evaluate(planted).hasViolation())
                            .as(rule.getDescription())
                            .isTrue();
                }));
    }
}
