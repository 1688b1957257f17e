package io.lakesync.it.inside;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import jakarta.ejb.Stateless;

/** A stage that refuses whatever it is asked, under the descriptor of the product, and says which instance it was. */
@Stateless
public class RefusingStage {
    public void refuse() {
        throw new SyncException(SyncFailure.VALIDATION_ERROR, "instance " + System.identityHashCode(this));
    }
}
