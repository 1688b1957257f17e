package io.lakesync.it.bench;

import java.util.Locale;

/**
 * One line of the report.
 *
 * @param ceiling what the same machine does without us, in the same unit
 * @param generatorShare how much of all processor time the load generator itself has used, from 0 to 1
 */
record Figure(String what, double value, String unit, double ceiling, String ceilingIs, double generatorShare) {
    static final String HEADER =
            """
            | what | measured | ceiling | of the ceiling | generator's share of the processors |
            |---|---:|---:|---:|---:|""";

    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f %s | %,.0f (%s) | %.0f %% | %.0f %% |",
                what,
                value,
                unit,
                ceiling,
                ceilingIs,
                100 * value / ceiling,
                100 * generatorShare);
    }
}
