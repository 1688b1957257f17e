package io.lakesync.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.lakesync.api.codec.proto.Wire;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import io.lakesync.api.hlc.Hlc;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtobufCodecTest {
    private static final String INSERT_BYTES =
            "08011205746f646f731a05726f772d3122130a057469746c65120a22427579206d696c6b22220c0a04646f6e6512046e756c6c29"
                    + "00000068e5cf8b013208636c69656e742d613a026162";
    private static final Hlc HLC = Hlc.of(1_700_000_000_000L, 0);
    private static final Cursor CURSOR =
            new Cursor(Hlc.of(1_700_000_000_000L, 7).bits());
    private static final Delta INSERT = new Delta(
            DeltaOp.INSERT,
            new RowKey("todos", "row-1"),
            "client-a",
            List.of(new ColumnValue("title", new JsonValue("\"Buy milk\"")), new ColumnValue("done", JsonValue.NULL)),
            HLC,
            "ab");
    private static final Delta DELETE =
            new Delta(DeltaOp.DELETE, new RowKey("todos", "row-1"), "client-a", List.of(), HLC, "ab");

    @Test
    void a_push_has_the_bytes_of_the_reference() {
        var push = new PushRequest(DeltaWorld.GATEWAY, "client-a", List.of(INSERT), Set.of());
        var bytes = "01" + "0a08636c69656e742d61" + "124a" + INSERT_BYTES;

        assertThat(hex(ProtobufCodec.writePush(push))).isEqualTo(bytes);
        assertThat(read(bytes)).isEqualTo(new Frame.Push(push));
    }

    @Test
    void a_pull_has_the_bytes_of_the_reference() {
        var pull = new PullRequest(DeltaWorld.GATEWAY, "client-a", new Cursor(0), 1000, Optional.empty(), Set.of());
        var bytes = "020a08636c69656e742d6118e807";

        assertThat(hex(ProtobufCodec.writePull(pull))).isEqualTo(bytes);
        assertThat(read(bytes)).isEqualTo(new Frame.Pull("client-a", new Cursor(0), 1000));
    }

    @Test
    void answers_have_the_bytes_of_the_reference() {
        assertThat(hex(ProtobufCodec.writeResponse(new PushResult(CURSOR, 3, 0))))
                .isEqualTo("1107000068e5cf8b01");
        assertThat(hex(ProtobufCodec.writeResponse(new Page(List.of(), CURSOR, false, 0))))
                .isEqualTo("1107000068e5cf8b01");
    }

    @Test
    void a_broadcast_has_the_bytes_of_the_reference() {
        var page = new Page(List.of(DELETE), CURSOR, true, 0);
        var bytes =
                "030a2708031205746f646f731a05726f772d312900000068e5cf8b013208636c69656e742d613a0261621107000068e5cf8b011801";

        assertThat(hex(ProtobufCodec.writeBroadcast(page, false))).isEqualTo(bytes);
        assertThat(ProtobufCodec.readPage(HexFormat.of().parseHex(bytes))).isEqualTo(page);
        assertThat(ProtobufCodec.isBroadcast(HexFormat.of().parseHex(bytes))).isTrue();
        assertThat(ProtobufCodec.isBroadcast(ProtobufCodec.writeResponse(page))).isFalse();
    }

    @Test
    void a_broadcast_to_a_legacy_client_never_moves_its_cursor() {
        var page = new Page(List.of(DELETE), CURSOR, false, 0);

        var read = ProtobufCodec.readPage(ProtobufCodec.writeBroadcast(page, true));

        assertThat(read.cursor()).isEqualTo(new Cursor(0));
        assertThat(read.deltas()).containsExactly(DELETE);
    }

    @Test
    void an_answer_is_never_empty() {
        var refused = catchThrowableOfType(
                SyncException.class, () -> ProtobufCodec.writeResponse(new Page(List.of(), new Cursor(0), false, 0)));

        assertThat(refused.failure()).isEqualTo(SyncFailure.INTERNAL_ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "'',Message too short",
        "01,Message too short",
        "0400,Unknown message tag: 0x04",
        "ff00,Unknown message tag: 0xff"
    })
    void what_is_no_frame_is_a_violation(String bytes, String reason) {
        assertThat(read(bytes)).isEqualTo(new Frame.Violation(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "010a08636c, Invalid SyncPush",
        "0100ff, Invalid SyncPush",
        "0113, Invalid SyncPush",
        "0114, Invalid SyncPush",
        "010a02c328, Invalid SyncPush",
        "020a02c328, Invalid SyncPull",
        "0118e807, client_id must",
        "0218e807, client_id must",
        "010a0100, client_id must"
    })
    void bad_content_is_refused(String bytes, String message) {
        var refused = catchThrowableOfType(SyncException.class, () -> read(bytes));

        assertThat(refused)
                .hasMessageStartingWith(message)
                .returns(SyncFailure.VALIDATION_ERROR, SyncException::failure);
    }

    @Test
    void bad_deltas_are_named_by_their_index() {
        var good = WireDeltas.write(INSERT);
        var push = Wire.SyncPush.newBuilder()
                .setClientId("client-a")
                .addDeltas(good)
                .addDeltas(good.toBuilder().setOpValue(0))
                .addDeltas(good.toBuilder().setOpValue(9))
                .addDeltas(good.toBuilder().setColumns(1, column(ByteString.EMPTY)))
                .addDeltas(good.toBuilder().setColumns(1, column(ByteString.copyFromUtf8("{"))))
                .addDeltas(good.toBuilder().setColumns(0, column(ByteString.copyFrom(new byte[] {'"', -1, '"'}))))
                .addDeltas(good.toBuilder().setOp(Wire.DeltaOp.DELTA_OP_DELETE))
                .addDeltas(good.toBuilder().setRowId("a\u0000"))
                .build();
        var frame = ByteString.copyFrom(new byte[] {1}).concat(push.toByteString());

        var refused = catchThrowableOfType(SyncException.class, () -> read(hex(frame.toByteArray())));

        assertThat(refused.details()).extracting(FailureDetail::index).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(refused.details().get(0).message()).isEqualTo("op must be INSERT, UPDATE or DELETE");
        assertThat(refused.details().get(2).message()).isEqualTo("columns[1].value: Invalid JSON value: it is empty");
        assertThat(refused.details().get(4).message()).isEqualTo("columns[0].value: Invalid JSON value: not UTF-8");
    }

    @Test
    void fields_of_a_later_protocol_are_skipped() {
        assertThat(read("02" + "0a0163" + "9a0602abcd")).isEqualTo(new Frame.Pull("c", new Cursor(0), 0));
        assertThat(read("01" + "0a0163" + "9a0602abcd"))
                .isEqualTo(new Frame.Push(new PushRequest(DeltaWorld.GATEWAY, "c", List.of(), Set.of())));
    }

    @Test
    void many_empty_deltas_are_not_unfolded() {
        var frame = ByteBuffer.allocate(1 + 1_000_000).put((byte) 1);
        while (frame.hasRemaining()) {
            frame.put((byte) 0x12).put((byte) 0);
        }

        assertThat(catchThrowableOfType(
                        SyncException.class, () -> ProtobufCodec.readFrame(frame.flip(), DeltaWorld.GATEWAY, Set.of())))
                .returns(PushRequest.DELTAS_MAX, e -> e.details().size());
    }

    @Test
    void the_limit_of_a_pull_is_kept_within_the_servers() {
        assertThat(limit(0)).isEqualTo(100);
        assertThat(limit(7)).isEqualTo(7);
        assertThat(limit(0xFFFFFFFFL)).isEqualTo(10_000);
    }

    @Test
    void the_callers_buffer_is_left_alone() {
        var buffer =
                ByteBuffer.wrap(HexFormat.of().parseHex("ffff020a0163ff"), 2, 4).asReadOnlyBuffer();

        assertThat(ProtobufCodec.readFrame(buffer, DeltaWorld.GATEWAY, Set.of()))
                .isEqualTo(new Frame.Pull("c", new Cursor(0), 0));
        assertThat(buffer.position()).isEqualTo(2);
        assertThat(buffer.remaining()).isEqualTo(4);
    }

    private static int limit(long maxDeltas) {
        return new Frame.Pull("c", new Cursor(0), maxDeltas)
                .request(DeltaWorld.GATEWAY, 100, 10_000, Set.of())
                .limit();
    }

    private static Wire.ColumnDelta column(ByteString value) {
        return Wire.ColumnDelta.newBuilder().setColumn("a").setValue(value).build();
    }

    private static Frame read(String hex) {
        return ProtobufCodec.readFrame(HexFormat.of().parseHex(hex), DeltaWorld.GATEWAY, Set.of());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
