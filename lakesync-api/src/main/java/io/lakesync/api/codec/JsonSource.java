package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.failure.SyncException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/** One JSON text and the parser over it. Stands on a token; values can be cut out exactly as they are written. */
final class JsonSource implements AutoCloseable {
    /** Levels inside one value. Deep enough for people, shallow enough for every recursion and every database. */
    static final int DEPTH_MAX = 500;

    private static final int ENVELOPE_DEPTH = 16;
    private static final int SURELY_FINITE_CHARS = 300;
    private static final int CAUSE_CHARS_MAX = 200;

    /** The parser's talk of its own configuration, which helps no caller. */
    private static final Pattern PARSER_TALK = Pattern.compile("Source: [^;]*; |, from `[^`]*`");

    /** Without the symbol table: it is shared, and its collisions can be forced from outside. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX + ENVELOPE_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String what;
    private final char[] text;
    private final JsonParser parser;

    private JsonSource(String what, char[] text, int length) {
        this.what = what;
        this.text = text;
        this.parser = open(text, length);
    }

    /** Stands on the first token of the body. */
    static JsonSource ofBody(byte[] body) {
        return of("JSON body", Utf8.decode(ByteBuffer.wrap(body), "JSON body"));
    }

    static JsonSource ofBytes(ByteBuffer value) {
        return of("JSON value", Utf8.decode(value, "JSON value"));
    }

    static JsonSource ofText(String value) {
        var chars = value.toCharArray();
        return new JsonSource("JSON value", chars, chars.length).started();
    }

    private static JsonSource of(String what, CharBuffer chars) {
        return new JsonSource(what, chars.array(), chars.length()).started();
    }

    private JsonSource started() {
        if (next() == null) {
            throw new SyncException(VALIDATION_ERROR, "Invalid " + what + ": it is empty");
        }
        return this;
    }

    JsonToken token() {
        return parser.currentToken();
    }

    boolean is(JsonToken token) {
        return parser.currentToken() == token;
    }

    /** The decoded string, or the number as it is written. */
    String text() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** Where the present token begins, for people. */
    JsonLocation location() {
        return parser.currentTokenLocation();
    }

    /** Visits each field of the object it stands on, standing on the field's value; what the visitor leaves is skipped. */
    void eachField(Consumer<String> visitor) {
        while (next() == JsonToken.FIELD_NAME) {
            var name = text();
            next();
            visitor.accept(name);
            skip();
        }
    }

    /** Visits each item of the array it stands on; what the visitor leaves is skipped. */
    void eachItem(IntConsumer visitor) {
        for (int i = 0; next() != JsonToken.END_ARRAY; i++) {
            visitor.accept(i);
            skip();
        }
    }

    /** Cuts out the value it stands on. */
    JsonValue value() {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        for (int depth = depthAfterToken(0); depth > 0; ) {
            next();
            depth = depthAfterToken(depth);
        }
        return slice(start);
    }

    void requireEnd() {
        if (next() != null) {
            throw new SyncException(VALIDATION_ERROR, "Invalid " + what + ": something follows its end");
        }
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a parser over memory", e);
        }
    }

    private void skip() {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private JsonToken next() {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private int depthAfterToken(int depth) {
        if (parser.currentToken().isStructStart() && depth == DEPTH_MAX) {
            throw new SyncException(VALIDATION_ERROR, "Invalid %s: more than %d levels".formatted(what, DEPTH_MAX));
        }
        if (parser.currentToken().isNumeric()) {
            requireFinite();
        }
        int opened = parser.currentToken().isStructStart() ? depth + 1 : depth;
        return parser.currentToken().isStructEnd() ? opened - 1 : opened;
    }

    /** A number beyond the doubles would be null to every other client. */
    private void requireFinite() {
        boolean doubtful = is(JsonToken.VALUE_NUMBER_FLOAT) || text().length() > SURELY_FINITE_CHARS;
        if (doubtful && Double.isInfinite(Double.parseDouble(text()))) {
            throw new SyncException(VALIDATION_ERROR, "Invalid %s: a number is too large for a double".formatted(what));
        }
    }

    private JsonValue slice(int start) {
        try {
            parser.finishToken();
        } catch (IOException e) {
            throw refused(e);
        }
        switch (parser.currentToken()) {
            case VALUE_NULL:
                return JsonValue.NULL;
            case VALUE_TRUE:
                return JsonValue.TRUE;
            case VALUE_FALSE:
                return JsonValue.FALSE;
            case VALUE_NUMBER_INT:
            case VALUE_NUMBER_FLOAT:
                return new JsonValue(text());
            default:
                int end = (int) parser.currentLocation().getCharOffset();
                return new JsonValue(new String(text, start, end - start));
        }
    }

    private SyncException refused(IOException e) {
        var cause = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        var location = parser.currentLocation();
        var sentence = "Invalid %s at line %d, column %d: %s"
                .formatted(what, location.getLineNr(), location.getColumnNr(), shortened(cause));
        return new SyncException(VALIDATION_ERROR, sentence, e);
    }

    private static String shortened(String cause) {
        var plain = PARSER_TALK.matcher(cause).replaceAll("");
        return plain.length() <= CAUSE_CHARS_MAX ? plain : plain.substring(0, CAUSE_CHARS_MAX) + "…";
    }

    private static JsonParser open(char[] text, int length) {
        try {
            return FACTORY.createParser(text, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("opening a parser over memory", e);
        }
    }
}
