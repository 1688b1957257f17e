package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

/**
 * What a gateway's rows looked like at one moment, as one caller may see them.
 *
 * @param cursor inside a snapshot: whoever holds all parts reads on there
 * @param parts how many there are, some of them perhaps empty
 * @param tag equal for equal content: names the checkpoint, the caller's view and the form of the rows
 */
public record Checkpoint(GatewayId gateway, Cursor cursor, int parts, String tag, long rulesVersion) {
    public Checkpoint {
        requireNonNull(gateway, "gateway");
        requireNonNull(cursor, "cursor");
        requireNonNull(tag, "tag");
    }
}
