package io.lakesync.web.sync;

import static io.lakesync.api.failure.SyncFailure.ACTION_NOT_SUPPORTED;
import static io.lakesync.api.failure.SyncFailure.FORBIDDEN;
import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.web.document.Document;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a client wants done, valid as a whole: nothing runs while one action is malformed. */
record ActionPush(String clientId, List<JsonObject> actions) {
    private static final List<String> TEXTS = List.of("actionId", "clientId", "connector", "actionType");

    /** @throws SyncException VALIDATION_ERROR naming each malformed action */
    static ActionPush parse(byte[] body) {
        var document = Document.parse(body);
        if (!(document.get("clientId") instanceof JsonString clientId)
                || clientId.getString().isEmpty()
                || !(document.get("actions") instanceof JsonArray actions)) {
            throw new SyncException(VALIDATION_ERROR, "Missing required fields: clientId, actions");
        }
        var faults = new ArrayList<FailureDetail>();
        for (int i = 0; i < actions.size(); i++) {
            var index = i;
            fault(actions.get(i)).ifPresent(text -> faults.add(new FailureDetail(index, VALIDATION_ERROR, text)));
        }
        if (!faults.isEmpty()) {
            throw new SyncException(VALIDATION_ERROR, "Malformed actions: %d".formatted(faults.size()), faults);
        }
        return new ActionPush(clientId.getString(), actions.getValuesAs(JsonObject.class));
    }

    /** @throws SyncException FORBIDDEN */
    void requireFrom(Caller caller) {
        if (!clientId.equals(caller.subject())) {
            throw new SyncException(
                    FORBIDDEN, "Client ID mismatch: action clientId does not match authenticated identity");
        }
    }

    String notSupported(Hlc now) {
        var results = Json.createArrayBuilder();
        for (var action : actions) {
            results.add(Json.createObjectBuilder()
                    .add("actionId", action.getString("actionId"))
                    .add("code", ACTION_NOT_SUPPORTED.name())
                    .add("message", "No connector \"%s\" takes actions".formatted(action.getString("connector")))
                    .add("retryable", false));
        }
        return Json.createObjectBuilder()
                .add("results", results)
                .add("serverHlc", now.toString())
                .build()
                .toString();
    }

    private static Optional<String> fault(JsonValue value) {
        if (!(value instanceof JsonObject action)) {
            return Optional.of("an action must be an object");
        }
        for (var name : TEXTS) {
            if (!(action.get(name) instanceof JsonString text)
                    || text.getString().isEmpty()) {
                return Optional.of(name + " must be a non-empty string");
            }
        }
        if (!isHlc(action.get("hlc"))) {
            return Optional.of("hlc must be an unsigned 64-bit decimal string");
        }
        if (!(action.get("params") instanceof JsonObject)) {
            return Optional.of("params must be an object");
        }
        return action.containsKey("idempotencyKey") && !(action.get("idempotencyKey") instanceof JsonString)
                ? Optional.of("idempotencyKey must be a string")
                : Optional.empty();
    }

    private static boolean isHlc(JsonValue value) {
        try {
            return value instanceof JsonString text
                    && !Hlc.parse(text.getString()).equals(Hlc.ZERO);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
