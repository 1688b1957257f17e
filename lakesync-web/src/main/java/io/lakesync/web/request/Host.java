package io.lakesync.web.request;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.SyncException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The Host header, which containers parse late and without care. */
final class Host {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._~!$&'()*+,=%-]*|\\[[0-9A-Fa-f:.]+(%[A-Za-z0-9._~-]+)?])(:[0-9]{0,5})?");

    private Host() {}

    /**
     * Two that differ would name two sites, and those who pass the request on may each believe another one.
     *
     * @param headers empty with HTTP/1.0; the same one again where HTTP/2 repeats the authority
     */
    static void requireWellFormed(List<String> headers) {
        if (Set.copyOf(headers).size() > 1) {
            throw new SyncException(VALIDATION_ERROR, "More than one Host header");
        }
        for (var header : headers) {
            if (!FORM.matcher(header).matches()) {
                throw new SyncException(VALIDATION_ERROR, "Malformed Host header");
            }
        }
    }
}
