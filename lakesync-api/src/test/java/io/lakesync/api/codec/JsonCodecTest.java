package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.BACKPRESSURE_ERROR;
import static io.lakesync.api.failure.SyncFailure.INTERNAL_ERROR;
import static io.lakesync.api.failure.SyncFailure.SCHEMA_ERROR;
import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import io.lakesync.api.hlc.Hlc;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
    private static final String PUSH =
            "{\"clientId\":\"A\",\"deltas\":[{\"op\":\"INSERT\",\"table\":\"t\",\"rowId\":\"1\",\"clientId\":\"A\","
                    + "\"columns\":[{\"column\":\"title\",\"value\":\"x\"}],\"hlc\":\"117650779587870720\",\"deltaId\":\"ab\"}],"
                    + "\"lastSeenHlc\":\"0\"}";
    private static final Delta DELTA = new Delta(
            DeltaOp.INSERT,
            new RowKey("t", "1"),
            "A",
            List.of(new ColumnValue("title", new JsonValue("\"x\""))),
            Hlc.parse("117650779587870720"),
            "ab");

    @Test
    void reads_and_writes_the_recorded_push() {
        assertThat(read(PUSH).deltas()).containsExactly(DELTA);
        assertThat(JsonCodec.writePush(read(PUSH))).asString(UTF_8).isEqualTo(PUSH);
    }

    @Test
    void column_values_keep_their_exact_text() {
        var body =
                "{\"deltas\":[{\"hlc\":\"5\",\"columns\":[ {\"value\" : {\"lastHlc\" : \"5\", \"n\":1.0} ,\"column\":\"a\"},"
                        + "{\"column\":\"b\",\"value\":-0 }],\"op\":\"UPDATE\",\"table\":\"t\",\"rowId\":\"r\",\"clientId\":\"c\"}],"
                        + "\"clientId\":\"c\"}";

        assertThat(read(body).deltas().get(0).columns())
                .containsExactly(
                        new ColumnValue("a", new JsonValue("{\"lastHlc\" : \"5\", \"n\":1.0}")),
                        new ColumnValue("b", new JsonValue("-0")));
    }

    @Test
    void unknown_keys_and_the_last_seen_hlc_are_ignored() {
        var body =
                "{\"lastSeenHlc\":{\"a\":[1]},\"new\":[[1]],\"clientId\":\"c\",\"deltas\":[{\"op\":\"DELETE\",\"x\":{\"op\":1},"
                        + "\"table\":\"t\",\"rowId\":\"r\",\"clientId\":\"c\",\"columns\":[],\"hlc\":\"0\"}]}";

        assertThat(read(body).deltas())
                .containsExactly(new Delta(DeltaOp.DELETE, new RowKey("t", "r"), "c", List.of(), Hlc.ZERO, ""));
    }

    @Test
    void an_empty_push_is_one() {
        assertThat(read("{\"clientId\":\"c\",\"deltas\":[]}").deltas()).isEmpty();
    }

    @Test
    void writes_a_page_in_the_order_of_the_reference() {
        var page = new Page(List.of(DELTA), new Cursor(7), true, 0);

        assertThat(JsonCodec.writePage(page))
                .asString(UTF_8)
                .isEqualTo(
                        "{\"deltas\":[{\"op\":\"INSERT\",\"table\":\"t\",\"rowId\":\"1\",\"clientId\":\"A\",\"columns\":"
                                + "[{\"column\":\"title\",\"value\":\"x\"}],\"hlc\":\"117650779587870720\",\"deltaId\":\"ab\"}],"
                                + "\"serverHlc\":\"7\",\"hasMore\":true}");
    }

    @Test
    void a_page_may_hold_more_than_a_push_and_a_forget() {
        var forget = Delta.forget(new RowKey("t", "1"));
        var page = new Page(Collections.nCopies(10_001, forget), new Cursor(7), true, 3);

        var read = JsonCodec.readPage(JsonCodec.writePage(page), 3);

        assertThat(read.deltas()).hasSize(10_001).allMatch(Delta::isForget);
        assertThat(read.rulesVersion()).isEqualTo(3);
    }

    @Test
    void writes_and_reads_the_answer_to_a_push() {
        var bytes = JsonCodec.writePushResult(new PushResult(new Cursor(-2), 3, 0));

        assertThat(bytes)
                .asString(UTF_8)
                .isEqualTo("{\"serverHlc\":\"18446744073709551614\",\"accepted\":3,\"deltas\":[]}");
        assertThat(JsonCodec.readPushResult(bytes, 5)).isEqualTo(new PushResult(new Cursor(-2), 3, 5));
    }

    @Test
    void writes_and_reads_failures() {
        var failure = new SyncException(
                VALIDATION_ERROR, "no \"good\"", List.of(new FailureDetail(2, SCHEMA_ERROR, "unknown column")));

        var bytes = JsonCodec.writeFailure(failure, "r-1");

        assertThat(bytes)
                .asString(UTF_8)
                .isEqualTo("{\"error\":\"no \\\"good\\\"\",\"code\":\"VALIDATION_ERROR\",\"requestId\":\"r-1\","
                        + "\"details\":[{\"index\":2,\"code\":\"SCHEMA_ERROR\",\"error\":\"unknown column\"}]}");
        assertThat(JsonCodec.readFailure(bytes))
                .hasMessage("no \"good\"")
                .returns(VALIDATION_ERROR, SyncException::failure)
                .returns(failure.details(), SyncException::details);
        assertThat(JsonCodec.writeFailure(new SyncException(BACKPRESSURE_ERROR, "full"), ""))
                .asString(UTF_8)
                .isEqualTo("{\"error\":\"full\",\"code\":\"BACKPRESSURE_ERROR\"}");
    }

    @Test
    void a_foreign_failure_is_shown_as_it_is() {
        assertThat(JsonCodec.readFailure("<html>502</html>".getBytes(UTF_8)))
                .hasMessage("<html>502</html>")
                .returns(INTERNAL_ERROR, SyncException::failure);
        assertThat(JsonCodec.readFailure("{\"error\":\"x\",\"code\":\"NEWER\"}".getBytes(UTF_8)))
                .hasMessage("x")
                .returns(INTERNAL_ERROR, SyncException::failure);
    }

    private static PushRequest read(String body) {
        return JsonCodec.readPush(DeltaWorld.GATEWAY, DeltaWorld.CAPABLE, body.getBytes(UTF_8));
    }
}
