package io.lakesync.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.failure.SyncException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WellFormedTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "localhost:8080", "127.0.0.1:1", "[::1]", "[::1]:8080", "a_b.example:"})
    void a_host_is_a_name_or_an_address_and_perhaps_a_port(String header) {
        assertThatCode(() -> Host.requireWellFormed(List.of(header))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "]", "[::1", "a b", "a/b", "a:b", "a:1:2", "a@b", "[x]", "a\\b", "<a>"})
    void what_is_no_host_is_refused(String header) {
        assertThatThrownBy(() -> Host.requireWellFormed(List.of(header))).isInstanceOf(SyncException.class);
    }

    @Test
    void a_request_names_one_host_at_most() {
        assertThatCode(() -> Host.requireWellFormed(List.of())).doesNotThrowAnyException();
        assertThatCode(() -> Host.requireWellFormed(List.of("a", "a"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Host.requireWellFormed(List.of("a", "b"))).isInstanceOf(SyncException.class);
    }

    @Test
    void a_query_is_decoded_strictly() {
        var query = Query.parse("since=1&clientId=a%20b+c%C3%A9&empty=&since=2&flag&=x");

        assertThat(query.find("since")).contains("1");
        assertThat(query.find("clientId")).contains("a b cé");
        assertThat(query.find("empty")).isEmpty();
        assertThat(query.find("flag")).isEmpty();
        assertThat(query.find("absent")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%2", "a=%zz", "a=%ff", "%c3=1", "a=%1٣"})
    void a_query_with_broken_encoding_is_refused(String raw) {
        assertThatThrownBy(() -> Query.parse(raw)).isInstanceOf(SyncException.class);
    }

    @Test
    void a_token_is_taken_out_however_it_is_spelled() {
        assertThat(Query.withoutToken("a=1&token=secret&b=2&t%6Fken=secret&tokens=3"))
                .isEqualTo("a=1&b=2&tokens=3");
        assertThat(Query.withoutToken("token=secret")).isEmpty();
        assertThat(Query.withoutToken("flag")).isEqualTo("flag");
        assertThat(Query.withoutToken(null)).isNull();
    }

    @Test
    void no_query_has_no_parameters() {
        assertThat(Query.parse(null).find("token")).isEmpty();
    }
}
