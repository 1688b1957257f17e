package io.lakesync.engine.pull;

import io.lakesync.engine.rules.View;

/** Makes views from their names, also those of rules that are no longer in force. */
@FunctionalInterface
public interface Views {
    View of(ViewName name);
}
