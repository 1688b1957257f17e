package io.lakesync.server.follower;

import java.sql.BatchUpdateException;

/**
 * Why something failed, for an operator: the first line of the driver's own words. The lines after it, and what a batch
 * says of its statements, hold the values of rows.
 */
public final class Reason {
    private static final String H2_STATEMENT = "; SQL statement:";

    private Reason() {}

    public static String of(Throwable failure) {
        var root = failure;
        while (next(root) != null) {
            root = next(root);
        }
        var message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("").replace(H2_STATEMENT, "");
    }

    private static Throwable next(Throwable failure) {
        return failure instanceof BatchUpdateException batch && batch.getNextException() != null
                ? batch.getNextException()
                : failure.getCause();
    }
}
