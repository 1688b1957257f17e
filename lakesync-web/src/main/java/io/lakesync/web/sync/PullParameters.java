package io.lakesync.web.sync;

import static io.lakesync.api.failure.SyncFailure.NOT_FOUND;
import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.settings.HttpSettings;
import io.lakesync.web.request.Requester;
import java.util.Optional;
import java.util.regex.Pattern;

/** The query of a pull as it came; absent ones are null. */
record PullParameters(String since, String clientId, String limit, String source) {
    /** What JavaScript's parseInt takes from the beginning of a text, which is how the first server read a limit. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\s*\\+?0*([0-9]+).*", Pattern.DOTALL);

    private static final int SURELY_INT_DIGITS = 9;

    PullRequest request(Requester requester, HttpSettings settings) {
        if (isBlank(since) || isBlank(clientId)) {
            throw refused("Missing required query params: since, clientId");
        }
        var cursor = cursor();
        var rows = limit == null ? settings.pullLimitDefault() : Math.min(rows(), settings.pullLimitMax());
        if (!isBlank(source)) {
            throw new SyncException(NOT_FOUND, "Unknown source: " + source);
        }
        return new PullRequest(
                requester.gatewayId(), clientId, cursor, rows, Optional.empty(), requester.capabilities());
    }

    private Cursor cursor() {
        try {
            return Cursor.parse(since);
        } catch (NumberFormatException e) {
            throw new SyncException(VALIDATION_ERROR, "since must be an unsigned 64-bit decimal", e);
        }
    }

    private int rows() {
        var number = WHOLE_NUMBER.matcher(limit);
        if (!number.matches() || number.group(1).equals("0")) {
            throw refused("limit must be a whole number of at least 1");
        }
        var digits = number.group(1);
        return digits.length() > SURELY_INT_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isEmpty();
    }

    private static SyncException refused(String sentence) {
        return new SyncException(VALIDATION_ERROR, sentence);
    }
}
