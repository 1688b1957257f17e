package io.lakesync.web.request;

import io.lakesync.api.settings.Settings;
import io.lakesync.web.settings.Edge;
import io.lakesync.web.trace.RequestId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;

/** What every answer carries, set before anybody writes. */
@Singleton
class ResponseHeaders {
    private static final Pattern PERSONAL = Pattern.compile("/(v1/)?(sync|admin)/.*");
    private static final Pattern CHECKPOINT = Pattern.compile("/v1/sync/[^/]+/checkpoint");

    private final Cors cors;

    @Inject
    ResponseHeaders(@Edge Settings settings) {
        this.cors = new Cors(settings.http().corsOrigins());
    }

    void apply(HttpServletRequest request, RequestId id, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        response.setHeader(RequestId.HEADER, id.value());
        if (PERSONAL.matcher(request.getRequestURI()).matches()) {
            boolean mayBeKept = CHECKPOINT.matcher(request.getRequestURI()).matches();
            response.setHeader("Cache-Control", mayBeKept ? "private" : "no-store");
        }
        cors.headers(request.getHeader("Origin")).forEach(response::setHeader);
    }
}
