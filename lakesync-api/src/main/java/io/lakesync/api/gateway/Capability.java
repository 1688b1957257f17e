package io.lakesync.api.gateway;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a client announces in {@code X-LakeSync-Capabilities}. A client that announces nothing is a legacy client. */
public enum Capability {
    /** Merges by registers: may be sent any delta of a row in any order. */
    UPSERT,
    /** Wants bad deltas refused, not quarantined. */
    REJECT,
    /**
     * Keeps a cursor that only pages move, so the answer to a push may tell the stamp of that push. Pulls a page before
     * its first push, and begins again at {@link Cursor#BEGINNING} only with an empty copy.
     */
    CURSOR;

    /** Reads a comma-separated list; unknown words are ignored, because newer clients may announce more. */
    public static Set<Capability> parse(String list) {
        var words = Arrays.stream(list.split(","))
                .map(word -> word.strip().toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        var announced = EnumSet.noneOf(Capability.class);
        for (var capability : values()) {
            if (words.contains(capability.name())) {
                announced.add(capability);
            }
        }
        return announced;
    }
}
