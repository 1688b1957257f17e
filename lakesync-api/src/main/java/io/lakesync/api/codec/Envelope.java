package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import com.fasterxml.jackson.core.JsonToken;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Cursor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The outermost object of a push, a page or a push result, read to its end. Parts that nobody asks for are not judged. */
final class Envelope implements AutoCloseable {
    private final JsonSource source;
    private final DeltaReader deltas;
    private final Map<String, JsonToken> kinds = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    private Envelope(JsonSource source) {
        this.source = source;
        this.deltas = new DeltaReader(source);
    }

    static Envelope open(byte[] body) {
        var envelope = new Envelope(JsonSource.ofBody(body));
        envelope.read();
        return envelope;
    }

    String clientId() {
        if (!kinds.containsKey("clientId") || !kinds.containsKey("deltas")) {
            throw refused("Missing required fields: clientId, deltas");
        }
        var clientId = required("clientId", JsonToken.VALUE_STRING, "a non-empty string");
        if (clientId.isEmpty() || !Utf8.isPortable(clientId)) {
            throw refused("clientId must be a non-empty string without U+0000 or half of a surrogate pair");
        }
        return clientId;
    }

    List<Delta> deltas() {
        required("deltas", JsonToken.START_ARRAY, "an array");
        return deltas.deltas();
    }

    Cursor serverHlc() {
        try {
            return Cursor.parse(required("serverHlc", JsonToken.VALUE_STRING, "a decimal string"));
        } catch (NumberFormatException e) {
            throw new SyncException(VALIDATION_ERROR, "serverHlc must be a decimal string", e);
        }
    }

    boolean hasMore() {
        return kinds.get("hasMore") == JsonToken.VALUE_TRUE;
    }

    int accepted() {
        try {
            return Integer.parseInt(required("accepted", JsonToken.VALUE_NUMBER_INT, "a whole number"));
        } catch (NumberFormatException e) {
            throw new SyncException(VALIDATION_ERROR, "accepted must be a whole number", e);
        }
    }

    @Override
    public void close() {
        source.close();
    }

    private void read() {
        if (!source.is(JsonToken.START_OBJECT)) {
            throw refused("the body must be a JSON object");
        }
        source.eachField(this::readField);
        source.requireEnd();
    }

    private void readField(String name) {
        switch (name) {
            case "clientId", "deltas", "serverHlc", "accepted", "hasMore":
                if (kinds.put(name, source.token()) != null) {
                    throw refused(name + " appears twice");
                }
                if (source.is(JsonToken.START_ARRAY)) {
                    readDeltas(name);
                } else {
                    texts.put(name, source.text());
                }
                break;
            default:
        }
    }

    private void readDeltas(String name) {
        if (name.equals("deltas")) {
            deltas.read();
        }
    }

    private String required(String name, JsonToken kind, String form) {
        if (kinds.get(name) != kind) {
            throw refused("%s must be %s".formatted(name, form));
        }
        return texts.getOrDefault(name, "");
    }

    private static SyncException refused(String sentence) {
        return new SyncException(VALIDATION_ERROR, sentence);
    }
}
