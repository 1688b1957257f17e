package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;

/** A webhook as an operator is shown it: never its secret. */
public record WebhookNote(String name, URI url, String savedBy, Instant savedAt) {
    public WebhookNote {
        requireNonNull(name, "name");
        requireNonNull(url, "url");
        requireNonNull(savedBy, "savedBy");
        requireNonNull(savedAt, "savedAt");
    }
}
