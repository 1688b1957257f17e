package io.lakesync.api.codec;

import com.fasterxml.jackson.core.JsonToken;
import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Failures as JSON: {error, code, requestId, details}. */
final class FailureJson {
    private static final int BODY_CHARS_MAX = 500;

    private FailureJson() {}

    static StringBuilder write(SyncException failure, String requestId) {
        var out = new StringBuilder("{\"error\":");
        JsonStrings.append(out, failure.getMessage());
        out.append(",\"code\":\"").append(failure.failure()).append('"');
        if (!requestId.isEmpty()) {
            JsonStrings.append(out.append(",\"requestId\":"), requestId);
        }
        if (!failure.details().isEmpty()) {
            appendDetails(out.append(",\"details\":"), failure.details());
        }
        return out.append('}');
    }

    static SyncException read(byte[] body) {
        try (var source = JsonSource.ofBody(body)) {
            var texts = new HashMap<String, String>();
            var details = new ArrayList<FailureDetail>();
            if (source.is(JsonToken.START_OBJECT)) {
                source.eachField(name -> readField(source, name, texts, details));
            }
            source.requireEnd();
            return texts.containsKey("error")
                    ? new SyncException(code(texts), texts.get("error"), details)
                    : foreign(body);
        } catch (SyncException e) {
            return foreign(body);
        }
    }

    private static void appendDetails(StringBuilder out, List<FailureDetail> details) {
        out.append('[');
        int start = out.length();
        for (var detail : details) {
            out.append(out.length() == start ? "{\"index\":" : ",{\"index\":").append(detail.index());
            out.append(",\"code\":\"").append(detail.code()).append("\",\"error\":");
            JsonStrings.append(out, detail.message());
            out.append('}');
        }
        out.append(']');
    }

    private static void readField(
            JsonSource source, String name, Map<String, String> texts, List<FailureDetail> details) {
        if (name.equals("details") && source.is(JsonToken.START_ARRAY)) {
            source.eachItem(index -> readDetail(source, details));
        } else if (source.is(JsonToken.VALUE_STRING) || source.is(JsonToken.VALUE_NUMBER_INT)) {
            texts.put(name, source.text());
        }
    }

    private static void readDetail(JsonSource source, List<FailureDetail> details) {
        var texts = new HashMap<String, String>();
        if (source.is(JsonToken.START_OBJECT)) {
            source.eachField(name -> readField(source, name, texts, new ArrayList<>()));
        }
        var index = texts.getOrDefault("index", "");
        if (index.matches("[0-9]{1,9}")) {
            details.add(new FailureDetail(Integer.parseInt(index), code(texts), texts.getOrDefault("error", "")));
        }
    }

    /** A code that a newer server added is an error of the server to us. */
    private static SyncFailure code(Map<String, String> texts) {
        for (var failure : SyncFailure.values()) {
            if (failure.name().equals(texts.get("code"))) {
                return failure;
            }
        }
        return SyncFailure.INTERNAL_ERROR;
    }

    private static SyncException foreign(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        var shown = text.length() <= BODY_CHARS_MAX ? text : text.substring(0, BODY_CHARS_MAX) + "…";
        return new SyncException(SyncFailure.INTERNAL_ERROR, shown);
    }
}
