package io.lakesync.contracts.replica;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Caller;
import java.util.Map;

/** A simulated client with its local copy of the rows that it may see. */
public interface Device {
    /** Its clientId. */
    String name();

    /** Makes an edit here and keeps it until it is pushed. */
    void edit(Delta delta);

    /** Pulls one page. @return whether there is more to pull */
    boolean pull();

    /** Pushes what is pending. */
    void push();

    /** Whether an edit is still to be pushed. */
    boolean isPending();

    /** Receives what an open socket brings by itself; nothing before a pull has reached the end. */
    void listen();

    /** Goes on with another token, on another line. */
    void renew(Caller caller);

    /** Keeps a copy of its local database. */
    void save();

    /** Starts again with the copy that it kept last, if any. */
    void restart();

    /** The rows that its user sees. */
    Map<RowKey, Map<String, JsonValue>> rows();
}
