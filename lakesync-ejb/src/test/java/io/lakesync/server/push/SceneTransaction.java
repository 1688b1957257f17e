package io.lakesync.server.push;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.push.GroupMember;
import io.lakesync.engine.push.PushTerms;
import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.HeadMoved;
import io.lakesync.server.settings.FreshDatabase;
import jakarta.ejb.EJBException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** The push transaction on plain JDBC, ending as the container ends it, with places where a test can come between. */
final class SceneTransaction extends PushTransaction {
    interface Moment {
        void pass(Connection connection, List<GroupMember> group) throws SQLException;
    }

    final AtomicInteger begun = new AtomicInteger();
    volatile Law law = (gateway, head) ->
            new PushTerms(head.stamp(), head.clockMillis(), CompiledRules.everything(), Map.of(), 1 << 20);
    volatile UnaryOperator<Connection> through = connection -> connection;
    volatile Moment beforeCommit = (connection, group) -> {};
    volatile Moment afterCommit = (connection, group) -> {};
    private final FreshDatabase database;

    SceneTransaction(FreshDatabase database) {
        this.database = database;
    }

    @Override
    public GroupOutcome commit(GatewayId gateway, List<GroupMember> group) {
        begun.incrementAndGet();
        try (var connection = begin()) {
            var outcome = decided(connection, gateway, group);
            try {
                connection.commit();
                afterCommit.pass(connection, group);
                return outcome;
            } catch (SQLException cut) {
                throw new EJBException("planned: the commit does not answer", cut);
            }
        } catch (SQLException away) {
            throw new GroupFailed(new IllegalStateException(away));
        }
    }

    private GroupOutcome decided(Connection connection, GatewayId gateway, List<GroupMember> group)
            throws SQLException {
        try {
            var outcome = new PushAttempt(new DeltaLog(through.apply(connection)), law).run(gateway, group);
            beforeCommit.pass(connection, group);
            return outcome;
        } catch (HeadMoved moved) {
            connection.rollback();
            throw moved;
        } catch (RuntimeException failure) {
            connection.rollback();
            throw new GroupFailed(failure);
        }
    }

    Connection begin() throws SQLException {
        var connection = database.source().getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(database.lockTimeout());
        }
        return connection;
    }
}
