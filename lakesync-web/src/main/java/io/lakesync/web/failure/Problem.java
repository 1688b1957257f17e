package io.lakesync.web.failure;

import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A failure with the status it has on HTTP. */
public record Problem(int status, SyncException failure) {
    private static final Logger LOG = Logger.getLogger(Problem.class.getName());

    /** The version of the sync rules that an answer was given under. */
    public static final String RULES_VERSION = "X-Sync-Rules-Version";

    /** Also what a rate limit means: each gives at least one more within a second. */
    private static final String RETRY_AFTER_SECONDS = "1";

    private static final String JSON = "application/json";
    private static final int CAUSES_MAX = 16;

    /** What the client is told of anything that went wrong. What is not a refusal is logged here and not told. */
    public static Problem of(Throwable thrown) {
        var refusal = findRefusal(thrown);
        if (refusal.isPresent()) {
            logIfOurs(refusal.get());
            return new Problem(Statuses.of(refusal.get().failure()), refusal.get());
        }
        if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < Statuses.SERVER_ERROR) {
            return of(web.getResponse().getStatus());
        }
        LOG.log(Level.SEVERE, "unexpected failure", thrown);
        return of(Statuses.SERVER_ERROR);
    }

    /** What stands for a status that the container chose. */
    public static Problem of(int containerStatus) {
        var failure = Statuses.failure(containerStatus);
        return new Problem(Statuses.of(failure), new SyncException(failure, Statuses.sentence(failure)));
    }

    /** Writes the answer, unless one is under way already. */
    public void send(String requestId, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            LOG.log(Level.FINE, "answer cut short by {0}", failure.failure());
            return;
        }
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(JSON);
        headers().forEach(response::setHeader);
        var body = JsonCodec.writeFailure(failure, requestId);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The answer, for resources. */
    public Response response(String requestId) {
        var answer = Response.status(status).type(JSON).entity(JsonCodec.writeFailure(failure, requestId));
        headers().forEach(answer::header);
        return answer.build();
    }

    Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        failure.rulesVersion().ifPresent(version -> headers.put(RULES_VERSION, String.valueOf(version)));
        if (failure.failure().isRetryable()) {
            headers.put("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (status == Statuses.TOO_LARGE) {
            headers.put("Connection", "close");
        }
        return headers;
    }

    private static void logIfOurs(SyncException refusal) {
        if (refusal.failure().owner() == SyncFailure.Owner.OPERATOR) {
            LOG.log(Level.WARNING, refusal.failure() + ": " + refusal.getMessage(), refusal.getCause());
        }
    }

    /** Containers may wrap what a bean throws. */
    private static Optional<SyncException> findRefusal(Throwable thrown) {
        var cause = thrown;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            if (cause instanceof SyncException refusal) {
                return refusal.failure() == SyncFailure.INTERNAL_ERROR ? Optional.empty() : Optional.of(refusal);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
