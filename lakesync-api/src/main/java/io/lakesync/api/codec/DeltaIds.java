package io.lakesync.api.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lakesync.api.delta.Delta;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Delta ids: what every client and server computes alike from the content of a delta. The op is not part of it. */
public final class DeltaIds {
    private static final int CHARS_EXPECTED = 256;

    private DeltaIds() {}

    /** The id of the delta's content, 64 lower-case hex digits; the id that the delta carries is not looked at. */
    public static String of(Delta delta) {
        return HexFormat.of().formatHex(sha256().digest(payload(delta).getBytes(UTF_8)));
    }

    /** The delta with an id: its own, or else the computed one. */
    static String ownOrComputed(Delta delta) {
        return delta.deltaId().isEmpty() ? of(delta) : delta.deltaId();
    }

    static String payload(Delta delta) {
        var out = new StringBuilder(CHARS_EXPECTED).append("{\"clientId\":");
        JsonStrings.append(out, delta.clientId());
        out.append(",\"columns\":[");
        int start = out.length();
        for (var column : delta.columns()) {
            out.append(out.length() == start ? "{\"column\":" : ",{\"column\":");
            JsonStrings.append(out, column.column());
            StableJson.append(out.append(",\"value\":"), column.value());
            out.append('}');
        }
        out.append("],\"hlc\":\"").append(delta.hlc()).append("\",\"rowId\":");
        JsonStrings.append(out, delta.row().rowId());
        out.append(",\"table\":");
        JsonStrings.append(out, delta.row().table());
        return out.append('}').toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
