package io.lakesync.it.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> every_module_keeps_the_house_rules() {
        var production = new ClassFileImporter().importPaths(Sources.classes());
        return rules().map(rule -> DynamicTest.dynamicTest(rule.getName(), () -> check(rule, production)));
    }

    static Stream<Field> rules() {
        return Stream.of(Arrows.class, Habits.class)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> ArchRule.class.isAssignableFrom(field.getType()));
    }

    private static void check(Field rule, JavaClasses production) throws IllegalAccessException {
        ((ArchRule) rule.get(null)).check(production);
    }
}
