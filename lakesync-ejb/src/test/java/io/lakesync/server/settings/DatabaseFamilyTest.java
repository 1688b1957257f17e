package io.lakesync.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.settings.JdbcUrl;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import org.junit.jupiter.api.Test;

class DatabaseFamilyTest {
    @Test
    void h2_commits_to_the_disk_unless_told_otherwise() {
        assertThat(completed("jdbc:h2:file:/data/log"))
                .startsWith("jdbc:h2:file:/data/log;")
                .contains(";WRITE_DELAY=0", ";MODE=PostgreSQL", ";DATABASE_TO_LOWER=TRUE");
        assertThat(completed("jdbc:h2:file:/data/log;write_delay=500"))
                .contains(";write_delay=500")
                .doesNotContain("WRITE_DELAY=0");
    }

    @Test
    void a_file_that_others_may_look_into_is_closed_by_h2_itself() {
        assertThat(completed("jdbc:h2:file:/data/log")).contains(";DB_CLOSE_ON_EXIT=FALSE");
        assertThat(completed("jdbc:h2:file:/data/log;AUTO_SERVER=TRUE")).contains(";DB_CLOSE_ON_EXIT=TRUE");
    }

    @Test
    void a_directory_that_looks_like_a_parameter_is_none() {
        assertThat(completed("jdbc:h2:file:/mode=x/log")).contains(";MODE=PostgreSQL");
    }

    @Test
    void postgresql_takes_json_as_text_and_gives_up_on_a_dead_server() {
        assertThat(completed("jdbc:postgresql://db/lake"))
                .startsWith("jdbc:postgresql://db/lake?")
                .contains("&stringtype=unspecified", "&socketTimeout=60", "connectTimeout=10")
                .contains("&options=-c%20idle_in_transaction_session_timeout=15s");
        assertThat(completed("jdbc:postgresql://db/lake?socketTimeout=5&ssl=true"))
                .startsWith("jdbc:postgresql://db/lake?socketTimeout=5&ssl=true&")
                .doesNotContain("socketTimeout=60");
    }

    @Test
    void an_h2_that_is_not_ours_is_refused() {
        var loaded = answering(Connection.class, answering(DatabaseMetaData.class, "2.2.224 (2023-09-17)"));

        assertThatThrownBy(() -> DatabaseFamily.H2.requireDurable(loaded))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("the server puts its own H2 2\\.2\\.224 .* before H2 2\\.4\\.240 .*");
    }

    private static <T> T answering(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
    }

    private static String completed(String url) {
        var jdbc = new JdbcUrl(url);
        return DatabaseFamily.of(jdbc).completed(jdbc);
    }
}
