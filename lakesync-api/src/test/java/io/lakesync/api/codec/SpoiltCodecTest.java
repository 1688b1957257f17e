package io.lakesync.api.codec;

import static io.lakesync.api.codec.SpoiltCodec.Bug.COMPUTES_NO_DELTA_ID;
import static io.lakesync.api.codec.SpoiltCodec.Bug.LETS_ANY_EXCEPTION_OUT;
import static io.lakesync.api.codec.SpoiltCodec.Bug.LOSES_THE_LAST_COLUMN;
import static io.lakesync.api.codec.SpoiltCodec.Bug.READS_NOTHING_FROM_WHAT_IS_CUT_OFF;
import static io.lakesync.api.codec.SpoiltCodec.Bug.TAKES_TIMESTAMPS_FOR_DOUBLES;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lakesync.api.Planted;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every format keeps is worth what it notices. */
class SpoiltCodecTest {
    @ParameterizedTest
    @MethodSource
    void every_clause_notices_a_planted_bug(ObjLongConsumer<CodecContract> clause, SpoiltCodec.Bug bug) {
        Planted.requireNoticed(seed -> clause.accept(new SpoiltCodec(bug), seed));
    }

    static Stream<Arguments> every_clause_notices_a_planted_bug() {
        return Stream.of(
                arguments(clause("a push", CodecContract::a_push_is_read_as_it_was_written), LOSES_THE_LAST_COLUMN),
                arguments(
                        clause("a push", CodecContract::a_push_is_read_as_it_was_written),
                        TAKES_TIMESTAMPS_FOR_DOUBLES),
                arguments(clause("a page", CodecContract::a_page_is_read_as_it_was_written), LOSES_THE_LAST_COLUMN),
                arguments(clause("no id", CodecContract::a_missing_delta_id_is_computed), COMPUTES_NO_DELTA_ID),
                arguments(
                        clause("truncated", CodecContract::a_truncated_push_is_refused_or_a_shorter_one),
                        READS_NOTHING_FROM_WHAT_IS_CUT_OFF),
                arguments(
                        clause("damaged", CodecContract::a_damaged_message_is_refused_or_read_and_nothing_else),
                        LETS_ANY_EXCEPTION_OUT),
                arguments(clause("noise", CodecContract::noise_is_refused), LETS_ANY_EXCEPTION_OUT));
    }

    private static Named<ObjLongConsumer<CodecContract>> clause(String name, ObjLongConsumer<CodecContract> clause) {
        return named(name, clause);
    }
}
