package io.lakesync.server.webhook;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.engine.history.Gap;
import io.lakesync.engine.history.HistoryEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Posts entries to a webhook. Whoever receives them twice knows them by their stamps. */
record Delivery(AddressGuard guard, Post post, InstantSource clock) {
    private static final Set<Integer> CONTENT = Set.of(400, 413, 422);
    private static final int OK_MIN = 200;
    private static final int OK_MAX = 299;

    /** @throws SyncException VALIDATION_ERROR when it is refused for what it holds, ADAPTER_ERROR for anything else */
    void deliver(Webhook webhook, List<HistoryEntry> entries, Optional<Gap> gap) {
        var address = guard.resolve(webhook.url());
        var body = body(webhook, entries, gap).getBytes(StandardCharsets.UTF_8);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "LakeSync");
        headers.put("X-LakeSync-Event", "deltas");
        headers.put("X-LakeSync-Signature", Signature.of(webhook.secret(), clock.instant(), body));
        requireTaken(send(webhook, address, headers, body));
    }

    private int send(
            Webhook webhook, java.net.InetAddress address, LinkedHashMap<String, String> headers, byte[] body) {
        try {
            return post.send(webhook.url(), address, headers, body);
        } catch (IOException e) {
            throw new SyncException(SyncFailure.ADAPTER_ERROR, "no answer: %s".formatted(e.getMessage()), e);
        }
    }

    private static void requireTaken(int status) {
        if (status < OK_MIN || status > OK_MAX) {
            var failure = CONTENT.contains(status) ? SyncFailure.VALIDATION_ERROR : SyncFailure.ADAPTER_ERROR;
            throw new SyncException(failure, "the receiver answered %d".formatted(status));
        }
    }

    static String body(Webhook webhook, List<HistoryEntry> entries, Optional<Gap> gap) {
        var named = gap.map(g -> "\"gap\":{\"after\":\"%d\",\"upTo\":\"%d\"},".formatted(g.after(), g.upTo()))
                .orElse("");
        return entries.stream()
                .map(Delivery::json)
                .collect(Collectors.joining(
                        ",",
                        "{\"gateway\":%s,%s\"entries\":["
                                .formatted(text(webhook.gateway().value()), named),
                        "]}"));
    }

    private static String json(HistoryEntry entry) {
        var delta = entry.delta();
        var columns = delta.columns().stream()
                .map(c -> "{\"column\":%s,\"value\":%s}"
                        .formatted(text(c.column()), c.value().text()))
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"id\":\"%d\",\"op\":\"%s\",\"table\":%s,\"rowId\":%s,\"clientId\":%s,\"hlc\":\"%s\",\"deltaId\":\"%s\",\"columns\":%s}"
                .formatted(
                        entry.stamp(),
                        delta.op(),
                        text(delta.row().table()),
                        text(delta.row().rowId()),
                        text(delta.clientId()),
                        Long.toUnsignedString(delta.hlc().bits()),
                        delta.deltaId(),
                        columns);
    }

    private static String text(String value) {
        return JsonText.ofString(value).text();
    }
}
