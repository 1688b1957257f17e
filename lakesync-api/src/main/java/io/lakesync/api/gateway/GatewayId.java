package io.lakesync.api.gateway;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import java.util.regex.Pattern;

/** Names a sync scope: 1 to 60 letters, digits, '.', '_' or '-', starting with a letter or digit. */
public record GatewayId(String value) implements Comparable<GatewayId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

    public GatewayId {
        if (!FORM.matcher(value).matches()) {
            throw new SyncException(
                    SyncFailure.VALIDATION_ERROR,
                    "a gateway id has 1 to 60 letters, digits, '.', '_' or '-' and starts with a letter or digit");
        }
    }

    @Override
    public int compareTo(GatewayId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
