package io.lakesync.server.materialise;

import java.sql.SQLException;

/** Why something failed, for an operator: the driver's own words. Wrapped ones are many lines long. */
final class Reason {
    private Reason() {}

    static String of(Throwable failure) {
        var root = failure;
        while (root.getCause() != null && !(root instanceof SQLException)) {
            root = root.getCause();
        }
        var message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("");
    }
}
