package io.lakesync.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.settings.JdbcUrl;
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

    private static String completed(String url) {
        var jdbc = new JdbcUrl(url);
        return DatabaseFamily.of(jdbc).completed(jdbc);
    }
}
