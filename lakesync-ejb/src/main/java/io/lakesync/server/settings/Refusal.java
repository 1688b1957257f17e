package io.lakesync.server.settings;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The one line that tells an operator why the deployment failed; servers bury the exception in pages. */
final class Refusal {
    private static final Logger LOG = System.getLogger("io.lakesync.server");

    private Refusal() {}

    static <E extends RuntimeException> E logged(E fault) {
        LOG.log(Level.ERROR, "LakeSync does not start: {0}", fault.getMessage());
        return fault;
    }
}
