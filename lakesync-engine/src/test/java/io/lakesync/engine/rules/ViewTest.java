package io.lakesync.engine.rules;

import static io.lakesync.engine.rules.Rows.TABLE;
import static io.lakesync.engine.rules.Rows.bucket;
import static io.lakesync.engine.rules.Rows.filter;
import static io.lakesync.engine.rules.Rows.is;
import static io.lakesync.engine.rules.Rows.isClaim;
import static io.lakesync.engine.rules.Rows.row;
import static io.lakesync.engine.rules.Rows.rules;
import static io.lakesync.engine.rules.Rows.schema;
import static io.lakesync.engine.rules.Rows.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.FilterOp;
import io.lakesync.api.rules.Operand;
import io.lakesync.api.rules.WriteLevel;
import io.lakesync.api.schema.ColumnType;
import io.lakesync.api.schema.Identifier;
import io.lakesync.api.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViewTest {
    private static final Map<String, List<String>> ANN = Map.of("sub", List.of("ann"));

    @Test
    void any_bucket_may_let_a_row_through_but_all_its_filters_must() {
        View view = view(
                ANN,
                bucket("mine", WriteLevel.VISIBLE, isClaim("owner", "sub"), is("state", "open")),
                bucket("public", WriteLevel.VISIBLE, is("public", "true")));

        assertThat(view.sees(TABLE, row("owner", "\"ann\"", "state", "\"open\"")))
                .isTrue();
        assertThat(view.sees(TABLE, row("owner", "\"ann\"", "state", "\"done\"")))
                .isFalse();
        assertThat(view.sees(TABLE, row("owner", "\"ben\"", "public", "true"))).isTrue();
    }

    @Test
    void a_bucket_covers_its_tables_only_and_without_tables_every_table() {
        View view = view(
                Map.of(),
                bucket("todos", WriteLevel.VISIBLE),
                new Bucket("flagged", List.of(), List.of(is("flag", "1")), WriteLevel.VISIBLE));

        assertThat(view.sees(TABLE, row())).isTrue();
        assertThat(view.sees("notes", row())).isFalse();
        assertThat(view.sees("notes", row("flag", "1"))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_missing_or_empty_claim_matches_nothing(FilterOp op) {
        Bucket bucket = bucket("team", WriteLevel.ANY, filter("team", op, new Operand.Claim("team")));

        for (Map<String, List<String>> claims : List.of(ANN, Map.of("team", List.<String>of()))) {
            View view = view(claims, bucket);

            assertThat(view.sees(TABLE, row("team", "\"x\""))).isFalse();
            assertThat(view.sees(TABLE, row("team", "null"))).isFalse();
            assertThat(view.mayWrite(TABLE, Optional.empty(), Optional.of(row("team", "\"x\""))))
                    .isFalse();
        }
    }

    @Test
    void everything_and_nothing_are_what_they_say() {
        View everything = CompiledRules.everything().view(Map.of());
        View nothing = CompiledRules.nothing().view(ANN);

        assertThat(everything.sees(TABLE, row())).isTrue();
        assertThat(everything.mayWrite(TABLE, Optional.of(row()), Optional.empty()))
                .isTrue();
        assertThat(everything.mayWrite(TABLE, Optional.empty(), Optional.empty()))
                .isTrue();
        assertThat(nothing.sees(TABLE, row())).isFalse();
        assertThat(nothing.mayWrite(TABLE, Optional.of(row()), Optional.of(row())))
                .isFalse();
        assertThat(nothing.mayWrite(TABLE, Optional.empty(), Optional.empty())).isFalse();
    }

    @Test
    void compiled_rules_name_the_columns_and_claims_that_decide() {
        CompiledRules compiled = CompiledRules.compile(
                rules(
                        bucket("mine", WriteLevel.VISIBLE, isClaim("owner", "sub"), is("state", "open")),
                        new Bucket("notes", List.of("notes"), List.of(isClaim("team", "team")), WriteLevel.NONE),
                        new Bucket("flagged", List.of(), List.of(is("flag", "1")), WriteLevel.NONE)),
                List.of());

        assertThat(compiled.filterColumns(TABLE)).containsOnly("owner", "state", "flag");
        assertThat(compiled.filterColumns("notes")).containsOnly("team", "flag");
        assertThat(compiled.filterColumns("other")).containsOnly("flag");
        assertThat(compiled.claims()).containsOnly("sub", "team");
    }

    @Test
    void types_come_from_the_schema_of_the_table_that_deltas_name() {
        TableSchema archive = new TableSchema(
                new Identifier("todos_archive"),
                Optional.of(new Identifier(TABLE)),
                schema(Map.of("qty", ColumnType.NUMBER)).columns(),
                List.of("row_id"),
                false,
                Optional.empty());
        View view = CompiledRules.compile(
                        rules(new Bucket("five", List.of(), List.of(is("qty", "5")), WriteLevel.VISIBLE)),
                        List.of(archive))
                .view(Map.of());

        assertThat(view.sees(TABLE, row("qty", "\"5\""))).isFalse();
        assertThat(view.sees("todos_archive", row("qty", "\"5\""))).isTrue();
    }

    @Test
    void a_column_on_whose_type_two_schemas_of_a_table_differ_counts_as_undeclared() {
        View view = CompiledRules.compile(
                        rules(bucket("five", WriteLevel.VISIBLE, is("qty", "5"))),
                        List.of(schema(Map.of("qty", ColumnType.NUMBER)), schema(Map.of("qty", ColumnType.STRING))))
                .view(Map.of());

        assertThat(view.sees(TABLE, row("qty", "\"5\""))).isTrue();
        assertThat(view.sees(TABLE, row("qty", "5"))).isTrue();
    }
}
