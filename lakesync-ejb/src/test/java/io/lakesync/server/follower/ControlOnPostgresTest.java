package io.lakesync.server.follower;

import io.lakesync.server.settings.FreshDatabase;
import io.lakesync.server.settings.FreshPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.RegisterExtension;

class ControlOnPostgresTest extends ControlContract {
    @RegisterExtension
    static final FreshPostgres POSTGRES = new FreshPostgres();

    @Override
    FreshDatabase open() throws SQLException {
        return POSTGRES.open();
    }
}
