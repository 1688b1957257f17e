package io.lakesync.api.settings;

import java.util.List;

/**
 * Limits of pulls.
 *
 * @param pageBytesMax bytes of JSON after which a page ends; one row is always sent
 */
public record PullSettings(int pageBytesMax) {
    static final Setting<Integer> PAGE_BYTES_MAX = new Setting<>(
            "lakesync.page-bytes-max", Form.bytes(1024, 256 << 20), "8 MiB", "size after which a page ends");

    static List<Setting<?>> catalogue() {
        return List.of(PAGE_BYTES_MAX);
    }

    static PullSettings read(Values values) {
        return new PullSettings(values.of(PAGE_BYTES_MAX));
    }
}
