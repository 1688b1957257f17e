package io.lakesync.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.Seeds;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoInstantTest {
    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 2024-02-29T00:00:00Z",
        "2024-01-01T10:20, 2024-01-01T10:20:00Z",
        "2024-01-01T10:20:30, 2024-01-01T10:20:30Z",
        "2024-01-01T10:20:30.5, 2024-01-01T10:20:30.500Z",
        "2024-01-01T10:20:30.123456789Z, 2024-01-01T10:20:30.123456789Z",
        "2024-01-01T10:20Z, 2024-01-01T10:20:00Z",
        "2024-01-01T10:20:30+01:00, 2024-01-01T09:20:30Z",
        "2024-01-01T00:20:30-0230, 2024-01-01T02:50:30Z",
        "2024-01-01T00:20:30.000+02, 2023-12-31T22:20:30Z",
        "0000-01-01, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-18:00, +10000-01-01T17:59:59Z"
    })
    void a_date_or_date_time_is_read(String text, Instant instant) {
        assertThat(IsoInstant.parse(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024",
                "2024-1-1",
                "2024-00-01",
                "2024-13-01",
                "2024-01-00",
                "2023-02-29",
                "2024-01-01Z",
                "2024-01-01T",
                "2024-01-01T10",
                "2024-01-01T24:00",
                "2024-01-01T10:60",
                "2024-01-01T10:20:60",
                "2024-01-01T10:20.5",
                "2024-01-01T10:20:30.",
                "2024-01-01T10:20:30.1234567890",
                "2024-01-01T10:20:30+",
                "2024-01-01T10:20:30+1",
                "2024-01-01T10:20:30+19:00",
                "2024-01-01T10:20:30+18:01",
                "2024-01-01T10:20:30+01:",
                "2024-01-01T10:20:30+01:00x",
                "2024-01-01T10:20:30ZZ",
                "2024-01-01 10:20:30",
                "2024-01-01t10:20:30z",
                "+2024-01-01",
                "2024-01-01x",
                "٢٠٢٤-01-01",
                "owner-of-this"
            })
    void anything_else_is_no_date(String text) {
        assertThat(IsoInstant.parse(text)).isEmpty();
    }

    @Seeds
    void it_reads_what_java_prints(long seed) {
        Random random = new Random(seed);
        OffsetDateTime moment = Instant.ofEpochSecond(
                        random.nextLong(-60_000_000_000L, 250_000_000_000L), random.nextInt(1_000_000_000))
                .atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60)));

        assertThat(IsoInstant.parse(moment.toString())).contains(moment.toInstant());
    }
}
