package io.lakesync.server.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.server.connection.LastingConnection;
import io.lakesync.server.connection.LastingConnection.Physical;
import io.lakesync.server.connection.OpenFiles;
import io.lakesync.server.settings.FreshDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pool keeps its handle for ever, as WildFly's does. */
class CheckpointMakerTest {
    private static final String GATEWAY = "sea";

    @TempDir
    Path directory;

    @Test
    void a_connection_that_dies_under_a_checkpoint_is_replaced_for_whoever_comes_next() throws SQLException {
        var database = FreshDatabase.h2(directory);
        database.create(GATEWAY);
        var pooled = pooled((JdbcDataSource) database.source());
        var handle = pooled.getConnection();
        var maker = new CheckpointMaker(lending(handle, database.source()));

        assertThatThrownBy(() -> maker.make(new GatewayId(GATEWAY))).isInstanceOf(SyncException.class);

        try (var statement = handle.createStatement();
                var heads = statement.executeQuery("SELECT head FROM lakesync.gateway")) {
            assertThat(heads.next()).isTrue();
        }
        pooled.close();
    }

    private static LastingConnection pooled(JdbcDataSource source) throws SQLException {
        var files = new OpenFiles();
        return new LastingConnection(() -> {
            var connection = files.connect(source);
            return new Physical(connection::hasFailed, connection);
        });
    }

    /** Its file fails before the first statement. */
    private static DataSource lending(Connection handle, DataSource other) {
        return fake(
                DataSource.class,
                call -> fake(Connection.class, asked -> {
                    if (asked.name().equals("close")) {
                        return null;
                    }
                    if (asked.name().equals("prepareStatement")) {
                        breakDown(other);
                    }
                    return asked.on(handle);
                }));
    }

    private static void breakDown(DataSource source) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(new Call(method.getName(), target -> {
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }))));
    }

    private interface Answer {
        Object to(Call call) throws Throwable;
    }

    private interface Passing {
        Object on(Object target) throws Throwable;
    }

    private record Call(String name, Passing passing) {
        private Object on(Object target) throws Throwable {
            return passing.on(target);
        }
    }
}
