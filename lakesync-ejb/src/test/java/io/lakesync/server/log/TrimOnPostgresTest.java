package io.lakesync.server.log;

import io.lakesync.server.settings.FreshDatabase;
import io.lakesync.server.settings.FreshPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrimOnPostgresTest extends TrimContract {
    @RegisterExtension
    static final FreshPostgres POSTGRES = new FreshPostgres();

    @Override
    FreshDatabase open() throws SQLException {
        return POSTGRES.open();
    }
}
