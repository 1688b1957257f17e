package io.lakesync.web.request;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.SyncException;
import java.util.regex.Pattern;

/** The Host header, which containers parse late and without care. */
final class Host {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._~!$&'()*+,=%-]*|\\[[0-9A-Fa-f:.]+(%[A-Za-z0-9._~-]+)?])(:[0-9]{0,5})?");

    private Host() {}

    /** @param header may be null, as in HTTP/1.0 */
    static void requireWellFormed(String header) {
        if (header != null && !FORM.matcher(header).matches()) {
            throw new SyncException(VALIDATION_ERROR, "Malformed Host header");
        }
    }
}
