package io.lakesync.web.limit;

import static io.lakesync.api.failure.SyncFailure.PAYLOAD_TOO_LARGE;
import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.settings.Settings;
import io.lakesync.web.settings.Edge;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;

/** Reads whole bodies, also those that declare no length, up to the limit and no further. */
@Singleton
public class Body {
    private final int max;

    @Inject
    public Body(@Edge Settings settings) {
        this(settings.http().bodyMax());
    }

    Body(int max) {
        this.max = max;
    }

    /** @throws SyncException PAYLOAD_TOO_LARGE; VALIDATION_ERROR when the body breaks off */
    public byte[] read(InputStream in) {
        try {
            var body = in.readNBytes(max + 1);
            if (body.length > max) {
                throw new SyncException(PAYLOAD_TOO_LARGE, "Payload too large: the limit is %d bytes".formatted(max));
            }
            return body;
        } catch (IOException e) {
            throw new SyncException(VALIDATION_ERROR, "The body breaks off or is malformed", e);
        }
    }
}
