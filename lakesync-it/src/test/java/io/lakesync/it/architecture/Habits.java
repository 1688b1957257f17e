package io.lakesync.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** How we write. Each rule says how to mend what breaks it. */
final class Habits {
    private static final DescribedPredicate<JavaClass> GENERATED = DescribedPredicate.describe(
            "generated from a schema",
            type -> type.getPackageName().startsWith("io.lakesync.server.log.stored")
                    || type.getPackageName().startsWith("io.lakesync.api.codec.proto"));

    static final ArchRule NO_MUTABLE_STATICS = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(DescribedPredicate.not(GENERATED))
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal()
            .because("state belongs to an object that somebody made");

    static final ArchRule TIME_IS_INJECTED = noClasses()
            .that()
            .resideOutsideOfPackages("..clock..", "io.lakesync.client..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .because("a clock that is given can be turned by a test: take an InstantSource");

    static final ArchRule NAMES_SAY_THE_JOB = noClasses()
            .that(DescribedPredicate.not(GENERATED))
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Processor")
            .orShould()
            .haveSimpleNameEndingWith("Wrapper")
            .orShould()
            .haveSimpleNameEndingWith("Dto")
            .orShould()
            .haveSimpleNameEndingWith("Bean")
            .because("such a name does not know what the class is: say the job, or the difference");

    static final ArchRule ONE_OWN_SUPERCLASS_AT_MOST = classes()
            .that(DescribedPredicate.not(GENERATED))
            .should(new ArchCondition<>("have at most one superclass of ours") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    long own = type.getAllRawSuperclasses().stream()
                            .filter(parent -> parent.getPackageName().startsWith("io.lakesync"))
                            .count();
                    var message = "%s has %d superclasses of ours".formatted(type.getName(), own);
                    events.add(new SimpleConditionEvent(type, own <= 1, message));
                }
            })
            .because("we compose: ask for a capability instead");

    private Habits() {}
}
