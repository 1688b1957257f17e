package io.lakesync.server.log;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.server.log.stored.StoredColumn;
import io.lakesync.server.log.stored.StoredImage;
import java.util.LinkedHashMap;
import java.util.Map;

/** Column values by name, as they are stored. */
final class Images {
    private Images() {}

    static StoredImage stored(Map<String, JsonValue> image) {
        var stored = StoredImage.newBuilder();
        image.forEach((column, value) -> stored.addColumns(column(column, value)));
        return stored.build();
    }

    static StoredColumn column(String column, JsonValue value) {
        return StoredColumn.newBuilder()
                .setColumn(column)
                .setValue(value.text())
                .build();
    }

    static Map<String, JsonValue> image(StoredImage stored) {
        var image = new LinkedHashMap<String, JsonValue>();
        stored.getColumnsList().forEach(c -> image.put(c.getColumn(), new JsonValue(c.getValue())));
        return image;
    }
}
