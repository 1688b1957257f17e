package io.lakesync.engine.rules;

import static io.lakesync.engine.rules.Rows.NULL;
import static io.lakesync.engine.rules.Rows.TABLE;
import static io.lakesync.engine.rules.Rows.bucket;
import static io.lakesync.engine.rules.Rows.filter;
import static io.lakesync.engine.rules.Rows.row;
import static io.lakesync.engine.rules.Rows.rules;
import static io.lakesync.engine.rules.Rows.schema;
import static io.lakesync.engine.rules.Rows.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.FilterOp;
import io.lakesync.api.rules.Operand;
import io.lakesync.api.rules.WriteLevel;
import io.lakesync.api.schema.ColumnType;
import io.lakesync.api.schema.TableSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One value, one operator, one operand. The column type ANY stands for no schema. */
class ComparisonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ANY     | \"ann\"          | eq  | ann",
                "ANY     | \"ann\"          | in  | ann",
                "ANY     | \"ann\"          | neq | ben",
                "ANY     | \"ann\"          | lt  | ben",
                "ANY     | \"10\"           | lt  | 9",
                "ANY     | \"10abc\"        | gt  | 10",
                "ANY     | \"\uD83D\uDE00\" | gt  | \uFF5E",
                "ANY     | \"a\\u0041\\n\"  | gt  | aA",
                "ANY     | 10               | gt  | 9",
                "ANY     | 10               | gte | 10.0",
                "ANY     | 1e2              | eq  | 100",
                "ANY     | 9007199254740993 | gt  | 9007199254740992",
                "ANY     | 0.1              | eq  | 0.10",
                "ANY     | -0               | eq  | 0",
                "ANY     | true             | eq  | true",
                "ANY     | true             | eq  | 1",
                "ANY     | 1                | eq  | true",
                "ANY     | 0                | neq | true",
                "ANY     | 1                | lt  | 2",
                "ANY     | false            | lt  | true",
                "BOOLEAN | 1                | eq  | true",
                "BOOLEAN | 0                | lte | 1",
                "NUMBER  | 1                | eq  | 1",
                "STRING  | \"1\"            | eq  | 1",
                "JSON    | \"ann\"          | eq  | ann",
                "JSON    | 5                | gt  | 4"
            })
    void passes(String type, String value, String op, String operand) {
        assertThat(sees(type, value, op, operand)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ANY     | \"ann\"   | eq  | Ann",
                "ANY     | \"ann\"   | neq | ann",
                "ANY     | \"ann\"   | gt  | ann",
                "ANY     | 5         | gt  | 5",
                "ANY     | 5         | gte | 5abc",
                "ANY     | 5         | neq | abc",
                "ANY     | 5         | eq  | true",
                "ANY     | 5         | neq | 05",
                "ANY     | true      | neq | yes",
                "ANY     | true      | gt  | 0.5",
                "ANY     | [1]       | eq  | 1",
                "ANY     | [1]       | eq  | [1]",
                "ANY     | {\"a\":1} | neq | x",
                "JSON    | {\"a\":1} | neq | x",
                "NUMBER  | 1         | eq  | true",
                "NUMBER  | 1         | neq | true",
                "NUMBER  | \"1\"     | eq  | 1",
                "STRING  | 1         | eq  | 1",
                "STRING  | 1         | neq | 2",
                "BOOLEAN | 2         | gt  | 1",
                "BOOLEAN | true      | eq  | yes"
            })
    void holds_back(String type, String value, String op, String operand) {
        assertThat(sees(type, value, op, operand)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-01-01                | lt  | 2024-12-31",
                "2024-01-01                | eq  | 2024-01-01T00:00:00Z",
                "2024-01-01T00:30:00+01:00 | lt  | 2024-01-01",
                "2024-01-01T10:00          | eq  | 2024-01-01T12:00:00+0200",
                "2024-01-01T10:00:00.9Z    | gt  | 2024-01-01T10:00:00Z",
                "2024-01-01T10:00:00.10Z   | eq  | 2024-01-01T10:00:00.1Z",
                "2024-02-30                | gt  | 2024-02-29T23:00:00-05:00"
            })
    void dates_compare_as_instants_and_else_as_text(String value, String op, String operand) {
        assertThat(sees("STRING", '"' + value + '"', op, operand)).isTrue();
        assertThat(sees("ANY", '"' + value + '"', op, operand)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void null_and_an_absent_column_pass_no_operator(FilterOp op) {
        for (String operand : List.of("", "null", "0", "false")) {
            View view = view(Map.of(), open(op, new Operand.Literal(operand)));

            assertThat(view.sees(TABLE, row("a", "null"))).isFalse();
            assertThat(view.sees(TABLE, row())).isFalse();
        }
    }

    @Test
    void only_the_null_test_finds_null_and_absent_columns() {
        View isNull = view(Map.of(), open(FilterOp.EQ, NULL));
        View isNotNull = view(Map.of(), open(FilterOp.NEQ, NULL));

        for (Map<String, JsonValue> none : List.of(row(), row("a", "null"))) {
            assertThat(isNull.sees(TABLE, none)).isTrue();
            assertThat(isNotNull.sees(TABLE, none)).isFalse();
        }
        for (String some : List.of("0", "\"\"", "\"null\"", "false", "[]", "{}")) {
            assertThat(isNull.sees(TABLE, row("a", some))).isFalse();
            assertThat(isNotNull.sees(TABLE, row("a", some))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IN", "GT", "LT", "GTE", "LTE"})
    void the_null_test_with_another_operator_passes_nothing(FilterOp op) {
        View view = view(Map.of(), open(op, NULL));

        assertThat(view.sees(TABLE, row("a", "null"))).isFalse();
        assertThat(view.sees(TABLE, row("a", "1"))).isFalse();
    }

    @Test
    void several_claim_values_mean_any_of() {
        Map<String, List<String>> claims = Map.of("team", List.of("1", "5"));

        assertThat(view(claims, open(FilterOp.EQ, team())).sees(TABLE, row("a", "5")))
                .isTrue();
        assertThat(view(claims, open(FilterOp.IN, team())).sees(TABLE, row("a", "2")))
                .isFalse();
        assertThat(view(claims, open(FilterOp.GT, team())).sees(TABLE, row("a", "3")))
                .isTrue();
        assertThat(view(claims, open(FilterOp.GT, team())).sees(TABLE, row("a", "1")))
                .isFalse();
    }

    @Test
    void several_claim_values_with_neq_mean_none_of() {
        Map<String, List<String>> claims = Map.of("team", List.of("1", "5"));
        View view = view(claims, open(FilterOp.NEQ, team()));

        assertThat(view.sees(TABLE, row("a", "3"))).isTrue();
        assertThat(view.sees(TABLE, row("a", "5"))).isFalse();
        assertThat(view(Map.of("team", List.of("1", "x")), open(FilterOp.NEQ, team()))
                        .sees(TABLE, row("a", "3")))
                .as("x cannot be compared with a number")
                .isFalse();
    }

    @Test
    void numbers_of_absurd_size_pass_nothing_and_cost_nothing() {
        View view = view(Map.of(), open(FilterOp.NEQ, new Operand.Literal("7")));

        assertThat(view.sees(TABLE, row("a", "9".repeat(1_000_000)))).isFalse();
        assertThat(view.sees(TABLE, row("a", "1e99999999999"))).isFalse();
        assertThat(view.sees(TABLE, row("a", "1e999999999"))).isTrue();
    }

    private static boolean sees(String type, String value, String op, String operand) {
        Bucket bucket = open(FilterOp.valueOf(op.toUpperCase(Locale.ROOT)), new Operand.Literal(operand));
        var schemas =
                type.equals("ANY") ? List.<TableSchema>of() : List.of(schema(Map.of("a", ColumnType.valueOf(type))));
        return CompiledRules.compile(rules(bucket), schemas).view(Map.of()).sees(TABLE, row("a", value));
    }

    private static Operand team() {
        return new Operand.Claim("team");
    }

    private static Bucket open(FilterOp op, Operand operand) {
        return bucket("open", WriteLevel.VISIBLE, filter("a", op, operand));
    }
}
