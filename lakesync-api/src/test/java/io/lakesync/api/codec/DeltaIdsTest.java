package io.lakesync.api.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.Hlc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The vectors that the original implementation computed. */
class DeltaIdsTest {
    @Test
    void of_strings_and_booleans() {
        var delta = delta(
                "client-a", "todos", "row-1", "111411200000000000", "title", "\"Buy milk\"", "completed", "false");

        assertThat(DeltaIds.payload(delta))
                .isEqualTo("{\"clientId\":\"client-a\",\"columns\":[{\"column\":\"title\",\"value\":\"Buy milk\"},"
                        + "{\"column\":\"completed\",\"value\":false}],\"hlc\":\"111411200000000000\","
                        + "\"rowId\":\"row-1\",\"table\":\"todos\"}");
        assertThat(DeltaIds.of(delta)).isEqualTo("9cee96af6203a314c83d05467d3ef568f63556df6f0858c6b8393db7f573396b");
    }

    @Test
    void of_a_delete() {
        var delta = delta("client-a", "todos", "row-1", "111411200000000001");

        assertThat(DeltaIds.of(delta)).isEqualTo("79da37cb3181829e7a1b75929a4357bd4b291f320a53d66b25525a7cb8a6f96f");
    }

    /** The first column is "n": with "n1", as the reference's text has it, there would be 364 bytes and another id. */
    @Test
    void of_numbers_in_every_spelling() {
        var delta = delta(
                "c",
                "t",
                "r",
                "1",
                "n",
                "1.0",
                "n2",
                "-0",
                "n3",
                "1E21",
                "n4",
                "0.0000001",
                "n5",
                "0.30000000000000004",
                "n6",
                "123456789012345678901",
                "n7",
                "4.9e-324",
                "n8",
                "null",
                "n9",
                "9007199254740993");

        assertThat(DeltaIds.payload(delta)).hasSize(363);
        assertThat(DeltaIds.of(delta)).isEqualTo("f5ae5e5eed4f8076762738b7723776e95748938ce63b3635c8e9404ceac9410e");
    }

    @Test
    void of_nested_values() {
        var delta = delta(
                "c",
                "t",
                "r",
                "111411200000000042",
                "j",
                "{ \"b\": [3, {\"z\":1,\"a\":null}], \"a\":{\"y\":true} }",
                "nul",
                "null",
                "arr",
                "[null, 1, \"x\"]");

        assertThat(DeltaIds.of(delta)).isEqualTo("9d3e9169d4123f6af0165c8a9b3f3e9bc8d862d819140941747a1425ec71a9ed");
    }

    @Test
    void of_keys_in_the_order_of_utf16_and_the_largest_hlc() {
        var value = "{\"9\":2,\"10\":1,\"\\u00e9\":3,\"Z\":4,\"a\":5,\"\\ud83d\\ude00\":6,\"\\ufffd\":7}";
        var delta = delta("c", "T", "", "18446744073709551615", "\u00c4", "\"x\"", "d", value);

        assertThat(payloadHex(delta))
                .isEqualTo(
                        "7b22636c69656e744964223a2263222c22636f6c756d6e73223a5b7b22636f6c756d6e223a22c384222c2276616c75"
                                + "65223a2278227d2c7b22636f6c756d6e223a2264222c2276616c7565223a7b223130223a312c2239223a322c22"
                                + "5a223a342c2261223a352c22c3a9223a332c22f09f9880223a362c22efbfbd223a377d7d5d2c22686c63223a22"
                                + "3138343436373434303733373039353531363135222c22726f774964223a22222c227461626c65223a2254227d");
        assertThat(DeltaIds.of(delta)).isEqualTo("5bfcd3e586b82b20eea7a52172ed08788f7b158f22132c18f58c031b16dd1fb1");
    }

    @Test
    void of_everything_that_is_escaped() {
        var value = "\"tab\\t nul\\u0000 del\\u007f </script> \\ud800 \\u20ac\"";
        var delta =
                delta("cl\"i\\ent\n", "notes", "\u00e9\u2603\ud83d\ude00\u2028", "111411200008126463", "body", value);

        assertThat(payloadHex(delta))
                .isEqualTo(
                        "7b22636c69656e744964223a22636c5c22695c5c656e745c6e222c22636f6c756d6e73223a5b7b22636f6c756d6e"
                                + "223a22626f6479222c2276616c7565223a227461625c74206e756c5c75303030302064656c7f203c2f7363726970"
                                + "743e205c756438303020e282ac227d5d2c22686c63223a22313131343131323030303038313236343633222c2272"
                                + "6f774964223a22c3a9e29883f09f9880e280a8222c227461626c65223a226e6f746573227d");
        assertThat(DeltaIds.of(delta)).isEqualTo("2f2d99bd4da143b1246f971c5eccea747575d31d84cde904848cb4cb2db2d1ae");
    }

    @Test
    void of_a_date() {
        var delta = delta("c", "t", "r", "65536", "date", "\"1970-01-01T00:00:00.000Z\"");

        assertThat(DeltaIds.of(delta)).isEqualTo("be0273929f2213b2b4450a591e951e1734e750a2f6de0479bd953b5cbcb24492");
    }

    @Test
    void does_not_depend_on_the_op_or_on_an_id_that_came_along() {
        var delta = delta("c", "t", "r", "65536", "a", "1");
        var update = new Delta(
                DeltaOp.UPDATE, delta.row(), delta.clientId(), delta.columns(), delta.hlc(), "0123456789abcdef");

        assertThat(DeltaIds.of(update)).isEqualTo(DeltaIds.of(delta));
    }

    private static String payloadHex(Delta delta) {
        return HexFormat.of().formatHex(DeltaIds.payload(delta).getBytes(StandardCharsets.UTF_8));
    }

    private static Delta delta(String clientId, String table, String rowId, String hlc, String... columns) {
        var values = new ArrayList<ColumnValue>();
        for (int i = 0; i < columns.length; i += 2) {
            values.add(new ColumnValue(columns[i], JsonText.parse(columns[i + 1])));
        }
        var op = values.isEmpty() ? DeltaOp.DELETE : DeltaOp.INSERT;
        return new Delta(op, new RowKey(table, rowId), clientId, values, Hlc.parse(hlc), "");
    }
}
