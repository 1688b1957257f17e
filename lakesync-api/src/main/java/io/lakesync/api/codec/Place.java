package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.PAYLOAD_TOO_LARGE;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import io.lakesync.api.failure.SyncException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One value of a document and where it stands. What is not as it should be becomes a finding, and reading goes on with a
 * stand-in, so that one reading finds everything.
 */
final class Place {
    private static final int PATH_CHARS_MAX = 200;
    private static final double SAFE_INTEGER_MAX = (1L << 53) - 1;

    private final Optional<Place> parent;
    private final String step;
    private final JsonToken token;
    private final JsonLocation location;
    private final String text;
    private final Findings findings;
    private final Map<String, Place> fields = new LinkedHashMap<>();
    private final List<Place> items = new ArrayList<>();

    private Place(Optional<Place> parent, String step, JsonSource source, Findings findings) {
        this.parent = parent;
        this.step = step;
        this.token = source.token();
        this.location = source.location();
        this.text = source.text();
        this.findings = findings;
        readChildren(source);
    }

    /** A field that is not there stands where its parent stands. */
    private Place(Place parent, String step) {
        this.parent = Optional.of(parent);
        this.step = step;
        this.token = JsonToken.NOT_AVAILABLE;
        this.location = parent.location;
        this.text = "";
        this.findings = parent.findings;
    }

    static Place read(byte[] document, int bytesMax, Findings findings) {
        if (document.length > bytesMax) {
            throw new SyncException(
                    PAYLOAD_TOO_LARGE,
                    "the document has %,d bytes, at most %,d fit".formatted(document.length, bytesMax));
        }
        try (var source = JsonSource.ofBody(document)) {
            var root = new Place(Optional.empty(), "", source, findings);
            source.requireEnd();
            return root;
        }
    }

    Place field(String name) {
        return fields.getOrDefault(name, new Place(this, "." + name));
    }

    boolean isPresent() {
        return token != JsonToken.NOT_AVAILABLE;
    }

    boolean isNull() {
        return token == JsonToken.VALUE_NULL;
    }

    /** Whether an optional field says anything. */
    boolean isGiven() {
        return isPresent() && !isNull();
    }

    void fault(String sentence) {
        var place = "line %d, column %d: %s %s";
        findings.add(item(), place.formatted(location.getLineNr(), location.getColumnNr(), path(), sentence));
    }

    void requireObject() {
        require(token == JsonToken.START_OBJECT, "must be an object");
    }

    /** The string, or "" after a finding. */
    String text() {
        boolean fits = token == JsonToken.VALUE_STRING && !text.isEmpty();
        require(fits, "must be a non-empty string");
        return fits ? text : "";
    }

    /** The number, or 1 after a finding. */
    long positiveInteger() {
        double number = token.isNumeric() ? Double.parseDouble(text) : 0;
        boolean fits = number >= 1 && number <= SAFE_INTEGER_MAX && number == Math.rint(number);
        require(fits, "must be a whole number from 1");
        return fits ? (long) number : 1;
    }

    boolean flag() {
        require(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE, "must be true or false");
        return token == JsonToken.VALUE_TRUE;
    }

    /** The items of an array; none after a finding. */
    List<Place> items(int max) {
        require(token == JsonToken.START_ARRAY, "must be an array");
        require(items.size() <= max, "must not have more than %,d items, has %,d".formatted(max, items.size()));
        return items.size() <= max ? items : List.of();
    }

    void require(boolean holds, String sentence) {
        if (!holds) {
            fault(sentence);
        }
    }

    private void readChildren(JsonSource source) {
        if (token == JsonToken.START_OBJECT) {
            source.eachField(name -> {
                var child = new Place(Optional.of(this), "." + name, source, findings);
                child.require(fields.put(name, child) == null, "appears twice");
            });
        } else if (token == JsonToken.START_ARRAY) {
            source.eachItem(
                    index -> items.add(new Place(Optional.of(this), "[%d]".formatted(index), source, findings)));
        }
    }

    /** Computed when it is asked for: the sum of all paths grows with the square of the document. */
    private String path() {
        var path = new StringBuilder(step);
        for (var at = parent; at.isPresent() && path.length() < PATH_CHARS_MAX; at = at.get().parent) {
            path.insert(0, at.get().step);
        }
        if (path.isEmpty()) {
            return "the document";
        }
        var shown = path.charAt(0) == '.' ? path.substring(1) : path.toString();
        return shown.length() <= PATH_CHARS_MAX ? shown : "…" + shown.substring(shown.length() - PATH_CHARS_MAX);
    }

    /** The index of the outermost array item that this belongs to; 0 outside. */
    private int item() {
        int item = 0;
        for (var at = Optional.of(this); at.isPresent(); at = at.get().parent) {
            var name = at.get().step;
            item = name.startsWith("[") ? Integer.parseInt(name.substring(1, name.length() - 1)) : item;
        }
        return item;
    }
}
