package io.lakesync.api.gateway;

import io.lakesync.api.rules.SyncRules;
import java.util.List;

/**
 * Sync rules that were put into force.
 *
 * @param version now in force
 * @param tablesAdded tables that these rules name and those before did not, in order; {@link SyncRules#EVERY_TABLE} when
 *     only these cover every table; none for a gateway's first rules
 */
public record SavedRules(long version, List<String> tablesAdded) {
    public SavedRules {
        tablesAdded = List.copyOf(tablesAdded);
    }
}
