package io.lakesync.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class OutageTest {
    @Test
    void a_database_that_is_away_is_recognised_at_any_depth() {
        assertThat(Outage.isOutage(new PersistenceException("away"))).isTrue();
        assertThat(Outage.isOutage(new EJBException(new IllegalStateException(new SQLException("away")))))
                .isTrue();
    }

    @Test
    void a_fault_of_ours_stays_one() {
        assertThat(Outage.isOutage(new EJBException(new NullPointerException("ours"))))
                .isFalse();
    }
}
