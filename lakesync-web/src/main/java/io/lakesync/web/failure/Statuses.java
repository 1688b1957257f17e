package io.lakesync.web.failure;

import io.lakesync.api.failure.SyncFailure;

/** Which status stands for which failure, and back for those that the container chose. */
final class Statuses {
    static final int TOO_LARGE = 413;
    static final int SERVER_ERROR = 500;

    private static final int NOT_FOUND = 404;
    private static final int WRONG_METHOD = 405;
    private static final int UNAVAILABLE = 503;

    private Statuses() {}

    static int of(SyncFailure failure) {
        switch (failure) {
            case ACTION_NOT_SUPPORTED:
                return 200;
            case VALIDATION_ERROR:
                return 400;
            case AUTH_ERROR:
                return 401;
            case FORBIDDEN:
                return 403;
            case NOT_FOUND:
                return NOT_FOUND;
            case CLOCK_DRIFT:
                return 409;
            case PAYLOAD_TOO_LARGE:
                return TOO_LARGE;
            case SCHEMA_ERROR:
                return 422;
            case RATE_LIMITED:
                return 429;
            case ADAPTER_ERROR:
                return 502;
            case BACKPRESSURE_ERROR:
            case RULES_MISSING:
            case UNAVAILABLE:
                return UNAVAILABLE;
            default:
                return SERVER_ERROR;
        }
    }

    /** A wrong method is an unknown route, as it always was. */
    static SyncFailure failure(int containerStatus) {
        switch (containerStatus) {
            case 401:
                return SyncFailure.AUTH_ERROR;
            case 403:
                return SyncFailure.FORBIDDEN;
            case NOT_FOUND:
            case WRONG_METHOD:
                return SyncFailure.NOT_FOUND;
            case TOO_LARGE:
                return SyncFailure.PAYLOAD_TOO_LARGE;
            case UNAVAILABLE:
                return SyncFailure.UNAVAILABLE;
            default:
                return containerStatus < SERVER_ERROR ? SyncFailure.VALIDATION_ERROR : SyncFailure.INTERNAL_ERROR;
        }
    }

    static String sentence(SyncFailure failure) {
        switch (failure) {
            case NOT_FOUND:
                return "Not found";
            case INTERNAL_ERROR:
                return "Internal error";
            case UNAVAILABLE:
                return "Service is not available";
            case PAYLOAD_TOO_LARGE:
                return "Payload too large";
            default:
                return "Bad request";
        }
    }
}
