package io.lakesync.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CorsTest {
    private static final String ALLOW = "Access-Control-Allow-Origin";

    @Test
    void without_a_list_every_origin_is_answered_with_itself() {
        var open = new Cors(List.of());

        assertThat(open.headers("https://a.example")).containsEntry(ALLOW, "https://a.example");
        assertThat(open.headers(null)).containsEntry(ALLOW, "*");
    }

    @Test
    void with_a_list_others_get_no_header_at_all() {
        var closed = new Cors(List.of("https://a.example"));

        assertThat(closed.headers("https://a.example")).containsEntry(ALLOW, "https://a.example");
        assertThat(closed.headers("https://b.example")).isEmpty();
        assertThat(closed.headers(null)).isEmpty();
    }

    @Test
    void browsers_may_use_what_clients_need() {
        assertThat(new Cors(List.of()).headers(null))
                .containsEntry("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS")
                .containsEntry(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, X-LakeSync-Capabilities, X-Request-Id")
                .containsEntry("Access-Control-Expose-Headers", "X-Checkpoint-Hlc, X-Sync-Rules-Version, X-Request-Id")
                .containsEntry("Access-Control-Max-Age", "86400");
    }
}
