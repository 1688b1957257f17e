package io.lakesync.it.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** Where the classes that break the rules on purpose are found. */
final class PlantedViolations {
    static final DescribedPredicate<JavaClass> PLANTED =
            DescribedPredicate.describe("planted", type -> type.getPackageName().contains(".planted"));

    private PlantedViolations() {}
}
