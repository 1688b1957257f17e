package io.lakesync.engine.rules;

import static io.lakesync.engine.rules.Rows.NULL;
import static io.lakesync.engine.rules.Rows.TABLE;
import static io.lakesync.engine.rules.Rows.bucket;
import static io.lakesync.engine.rules.Rows.filter;
import static io.lakesync.engine.rules.Rows.is;
import static io.lakesync.engine.rules.Rows.isClaim;
import static io.lakesync.engine.rules.Rows.row;
import static io.lakesync.engine.rules.Rows.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.FilterOp;
import io.lakesync.api.rules.WriteLevel;
import io.lakesync.engine.rules.Explanation.FilterVerdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Bucket MINE =
            bucket("mine", WriteLevel.VISIBLE, isClaim("owner", "sub"), filter("done", FilterOp.EQ, NULL));
    private static final Bucket NOTES = new Bucket("notes", List.of("notes"), List.of(is("a", "1")), WriteLevel.NONE);
    private static final View ANN = view(Map.of("sub", List.of("ann", "anna")), MINE, NOTES);

    @Test
    void names_the_bucket_and_the_filters_that_let_a_row_through() {
        Explanation explanation = ANN.explain(TABLE, row("owner", "\"ann\""));

        assertThat(explanation.isVisible()).isTrue();
        assertThat(explanation.sentence())
                .isEqualTo(
                        "The row of table todos is visible. Bucket mine lets it through: owner is \"ann\", which is eq "
                                + "\"ann\" or \"anna\" (claim sub); done is absent, which is eq null. "
                                + "Bucket notes does not cover the table.");
    }

    @Test
    void names_only_the_filters_that_held_a_row_back() {
        Explanation explanation = ANN.explain(TABLE, row("owner", "\"ben\"", "done", "null"));

        assertThat(explanation.isVisible()).isFalse();
        assertThat(explanation.sentence())
                .isEqualTo(
                        "The row of table todos is hidden. Bucket mine holds it back: owner is \"ben\", which is not eq "
                                + "\"ann\" or \"anna\" (claim sub). Bucket notes does not cover the table.");
    }

    @Test
    void tells_what_each_filter_compared() {
        Explanation explanation = ANN.explain(TABLE, row("owner", "\"ben\""));

        assertThat(explanation.buckets().get(0).filters())
                .containsExactly(
                        new FilterVerdict(
                                isClaim("owner", "sub"),
                                List.of("ann", "anna"),
                                Optional.of(new JsonValue("\"ben\"")),
                                false),
                        new FilterVerdict(filter("done", FilterOp.EQ, NULL), List.of(), Optional.empty(), true));
        assertThat(explanation.buckets().get(1).covers()).isFalse();
        assertThat(explanation.buckets().get(1).filters()).isEmpty();
    }

    @Test
    void says_that_a_claim_is_missing() {
        assertThat(view(Map.of(), MINE).explain(TABLE, row("owner", "\"ann\"")).sentence())
                .isEqualTo("The row of table todos is hidden. Bucket mine holds it back: "
                        + "owner is \"ann\", and the caller lacks the claim sub.");
    }

    @Test
    void says_that_there_is_no_filter_or_no_bucket() {
        assertThat(CompiledRules.everything()
                        .view(Map.of())
                        .explain(TABLE, row())
                        .sentence())
                .isEqualTo("The row of table todos is visible. Bucket everything lets every row through.");
        assertThat(CompiledRules.nothing().view(Map.of()).explain(TABLE, row()).sentence())
                .isEqualTo("The row of table todos is hidden. There is no bucket.");
    }
}
