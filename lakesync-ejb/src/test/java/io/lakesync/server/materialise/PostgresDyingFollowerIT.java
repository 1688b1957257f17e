package io.lakesync.server.materialise;

import javax.sql.DataSource;

class PostgresDyingFollowerIT extends DyingFollowerSuite {
    private final DataSource database = Postgres.open();

    @Override
    DataSource database() {
        return database;
    }
}
