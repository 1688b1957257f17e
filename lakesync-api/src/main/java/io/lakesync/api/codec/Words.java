package io.lakesync.api.codec;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words of an enum in documents. */
final class Words {
    private Words() {}

    /** The constant with the word at this place; the first one after a finding. */
    static <E extends Enum<E>> E read(Place place, E[] constants, Function<E, String> wordOf) {
        var text = place.text();
        for (var constant : constants) {
            if (wordOf.apply(constant).equals(text)) {
                return constant;
            }
        }
        var known = Arrays.stream(constants).map(wordOf).collect(Collectors.joining(", "));
        place.require(text.isEmpty(), "must be one of " + known);
        return constants[0];
    }
}
