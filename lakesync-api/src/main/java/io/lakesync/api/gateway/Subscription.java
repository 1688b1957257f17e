package io.lakesync.api.gateway;

/** Keeps a subscriber awake until closed. Closing twice is harmless. */
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
