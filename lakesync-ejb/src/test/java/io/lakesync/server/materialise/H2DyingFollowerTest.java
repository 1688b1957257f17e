package io.lakesync.server.materialise;

import javax.sql.DataSource;

class H2DyingFollowerTest extends DyingFollowerSuite {
    private final DataSource database = H2Memory.open();

    @Override
    DataSource database() {
        return database;
    }
}
