package io.lakesync.server.flush;

import io.lakesync.server.settings.FreshDatabase;
import io.lakesync.server.settings.FreshPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.RegisterExtension;

class FlushOnPostgresTest extends FlushContract {
    @RegisterExtension
    static final FreshPostgres POSTGRES = new FreshPostgres();

    @Override
    FreshDatabase open() throws SQLException {
        return POSTGRES.open();
    }
}
