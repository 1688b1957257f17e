package io.lakesync.console.gateway;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.gateway.Quarantined;
import java.time.Instant;
import java.util.List;

/** One delta in quarantine as a page shows it. */
public record QuarantineRow(Quarantined entry, Moment since, List<MaskedColumn> columns) {
    static QuarantineRow of(Quarantined entry, Instant now) {
        return new QuarantineRow(
                entry,
                new Moment(entry.since(), now),
                entry.delta().columns().stream().map(MaskedColumn::of).toList());
    }

    public String key() {
        return entry.key();
    }

    public String reason() {
        return entry.reason().name();
    }

    public String message() {
        return entry.message();
    }

    public String op() {
        return entry.delta().op().name();
    }

    public String table() {
        return entry.delta().row().table();
    }

    public String rowId() {
        return entry.delta().row().rowId();
    }

    public String clientId() {
        return entry.delta().clientId();
    }

    /** @param value what kind of value it is, not the value */
    public record MaskedColumn(String name, String value) {
        static MaskedColumn of(ColumnValue column) {
            return new MaskedColumn(column.column(), Mask.of(column.value()));
        }
    }
}
