package io.lakesync.web.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which pages of other origins may read our answers.
 *
 * @param origins the only ones; empty: any
 */
record Cors(List<String> origins) {
    private static final Map<String, String> FIXED = Map.of(
            "Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS",
            "Access-Control-Allow-Headers", "Authorization, Content-Type, X-LakeSync-Capabilities, X-Request-Id",
            "Access-Control-Expose-Headers", "X-Checkpoint-Hlc, X-Sync-Rules-Version, X-Request-Id",
            "Access-Control-Max-Age", "86400");

    /** @param origin the request's Origin header; may be null */
    Map<String, String> headers(String origin) {
        if (!origins.isEmpty() && (origin == null || !origins.contains(origin))) {
            return Map.of();
        }
        var headers = new LinkedHashMap<>(FIXED);
        headers.put("Access-Control-Allow-Origin", origin == null ? "*" : origin);
        headers.put("Vary", "Origin");
        return headers;
    }
}
