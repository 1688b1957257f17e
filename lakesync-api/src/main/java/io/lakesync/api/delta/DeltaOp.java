package io.lakesync.api.delta;

/** What a delta does to its row. INSERT and UPDATE both set the existence mark; DELETE sets the tombstone. */
public enum DeltaOp {
    INSERT,
    UPDATE,
    DELETE
}
