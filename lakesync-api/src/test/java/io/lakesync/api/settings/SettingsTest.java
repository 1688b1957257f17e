package io.lakesync.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @Test
    void a_secret_is_all_that_must_be_set() {
        var settings = read("LAKESYNC_JWT_SECRET", "s3cret");

        assertThat(settings.tokens().secret()).contains(new Secret("s3cret"));
        assertThat(settings.database().url().value()).isEqualTo("jdbc:h2:file:./data/db/lakesync");
        assertThat(settings.destination()).isEmpty();
        assertThat(settings.http())
                .isEqualTo(new HttpSettings(
                        1_048_576, 1_048_576, 100, 10_000, List.of(), 1000, 50, Duration.ofSeconds(10)));
        assertThat(settings.limits()).isEqualTo(new LimitSettings(Optional.empty(), Optional.empty()));
        assertThat(settings.push()).isEqualTo(new PushSettings(10_000, 256, 64 << 20, 100_000, 1_048_576));
        assertThat(settings.pull()).isEqualTo(new PullSettings(8_388_608));
        assertThat(settings.followers())
                .isEqualTo(new FollowerSettings(
                        1000,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        10_000,
                        List.of(),
                        Duration.ofMinutes(10),
                        10_000,
                        Duration.ofSeconds(60)));
    }

    @Test
    void a_deployment_without_any_key_says_which_variable_is_missing() {
        assertThat(refusal().problems())
                .containsExactly("no key to verify tokens with: set LAKESYNC_JWT_SECRET, or mp.jwt.verify.publickey or"
                        + " mp.jwt.verify.publickey.location");
        assertThat(refusal().getMessage()).doesNotContain("\n");
    }

    @Test
    void a_demo_needs_no_key() {
        var settings = read("lakesync.demo", "true");

        assertThat(settings.tokens().demo()).isTrue();
        assertThat(settings.tokens().hasKey()).isFalse();
    }

    @Test
    void a_public_key_is_a_key() {
        assertThat(read("mp.jwt.verify.publickey.location", "file:key.pem")
                        .tokens()
                        .hasKey())
                .isTrue();
        assertThat(read("MP_JWT_VERIFY_PUBLICKEY", "pem").tokens().publicKey()).contains("pem");
    }

    @Test
    void a_name_that_is_reported_in_two_spellings_is_refused_once() {
        assertThat(refusal("LAKESYNC_FRAME_MAXX", "1", "lakesync.frame.maxx", "1", "lakesync.demo", "true")
                        .problems())
                .containsExactly("LAKESYNC_FRAME_MAXX is not a setting; did you mean LAKESYNC_FRAME_MAX?");
    }

    @Test
    void every_problem_is_told_at_once() {
        var problems = refusal(
                        "LAKESYNC_JWT_SECRETS", "x",
                        "lakesync.push.bodymax", "1",
                        "lakesync.frame-max", "2 GiB",
                        "lakesync.follower.poll", "9",
                        "LAKESYNC_PULL_LIMIT_DEFAULT", "many",
                        "lakesync.demo", "yes",
                        "lakesync.jwt.secret.previous", "old")
                .problems();

        assertThat(problems)
                .containsExactly(
                        "LAKESYNC_JWT_SECRETS is not a setting; did you mean LAKESYNC_JWT_SECRET?",
                        "lakesync.push.bodymax is not a setting; did you mean lakesync.push.body-max?",
                        "lakesync.demo must be true or false, was \"yes\"",
                        "no key to verify tokens with: set LAKESYNC_JWT_SECRET, or mp.jwt.verify.publickey or"
                                + " mp.jwt.verify.publickey.location",
                        "lakesync.jwt.secret.previous is set without lakesync.jwt.secret",
                        "lakesync.frame-max must be a size from 1 KiB to 64 MiB, was \"2 GiB\"",
                        "lakesync.pull.limit-default must be a number from 1 to 100,000, was \"many\"",
                        "lakesync.follower.poll must be a duration from 10 ms to 10 m, was \"9\"");
    }

    @Test
    void settings_that_contradict_each_other_are_refused() {
        assertThat(refusal("lakesync.demo", "true", "lakesync.pull.limit-max", "50")
                        .problems())
                .containsExactly("lakesync.pull.limit-default must not be larger than lakesync.pull.limit-max");
        assertThat(refusal("mp.jwt.verify.publickey", "a", "mp.jwt.verify.publickey.location", "b")
                        .problems())
                .containsExactly("mp.jwt.verify.publickey and mp.jwt.verify.publickey.location are both set: keep one");
        assertThat(refusal("lakesync.demo", "true", "lakesync.destination.user", "u")
                        .problems())
                .containsExactly(
                        "lakesync.destination.user and lakesync.destination.password need lakesync.destination.url");
    }

    @Test
    void a_limit_is_off_at_zero_and_its_burst_is_one_second_unless_it_is_set() {
        var settings = read(
                "lakesync.demo", "true",
                "lakesync.limit.client.requests-per-second", "5",
                "LAKESYNC_LIMIT_CLIENT_BURST", "20",
                "LAKESYNC_LIMIT_GATEWAY_REQUESTS_PER_SECOND", "70");

        assertThat(settings.limits())
                .isEqualTo(new LimitSettings(Optional.of(new Rate(5, 20)), Optional.of(new Rate(70, 70))));
        assertThat(read("lakesync.demo", "true", "lakesync.limit.client.requests-per-second", "0")
                        .limits()
                        .client())
                .isEmpty();
        assertThat(refusal("lakesync.demo", "true", "lakesync.limit.gateway.burst", "3")
                        .problems())
                .containsExactly(
                        "lakesync.limit.gateway.burst is set without lakesync.limit.gateway.requests-per-second");
    }

    @Test
    void names_of_others_and_other_spellings_of_ours_are_fine() {
        var settings = read(
                "PATH",
                "/bin",
                "LAKESYNC_HEAP",
                "1g",
                "lakesync.push.body.max",
                "2m",
                "LAKESYNC_PUSH_BODY_MAX",
                "2m",
                "lakesync.demo",
                "true",
                "mp.jwt.unknown",
                "x");

        assertThat(settings.http().bodyMax()).isEqualTo(2 << 20);
    }

    @Test
    void secrets_are_never_printed() {
        var settings = read(
                "lakesync.jwt.secret",
                "hidden1",
                "lakesync.jwt.secret.previous",
                "hidden2",
                "lakesync.db.password",
                "hidden3",
                "lakesync.admin.password",
                "hidden4",
                "lakesync.db.url",
                "jdbc:postgresql://h/d?user=u&password=hidden5&ssl=true",
                "lakesync.destination.url",
                "jdbc:h2:mem:x;PASSWORD=hidden6");

        assertThat(settings.toString()).doesNotContain("hidden").contains("***", "ssl=true");
        assertThat(refusal("lakesync.db.url", "jdbc:oracle:x;password=hidden", "lakesync.demo", "true"))
                .hasMessage(
                        "invalid settings: lakesync.db.url must be a URL that starts with jdbc:h2: or jdbc:postgresql:");
    }

    @Test
    void a_blank_value_counts_as_not_set() {
        assertThat(read("lakesync.demo", " true ", "lakesync.cors.origins", " ")
                        .http()
                        .corsOrigins())
                .isEmpty();
    }

    @Test
    void lists_are_separated_by_commas() {
        assertThat(read("lakesync.demo", "true", "lakesync.cors.origins", "https://a, https://b,")
                        .http()
                        .corsOrigins())
                .containsExactly("https://a", "https://b");
    }

    @ParameterizedTest
    @CsvSource({"1500, 1500", "2k, 2048", "2 KiB, 2048", "3m, 3145728", "1MiB, 1048576"})
    void sizes_have_units(String text, int bytes) {
        assertThat(read("lakesync.demo", "true", "lakesync.frame-max", text)
                        .http()
                        .frameMax())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"20ms, PT0.02S", "3 s, PT3S", "2m, PT2M"})
    void durations_have_units(String text, Duration duration) {
        assertThat(read("lakesync.demo", "true", "lakesync.follower.poll", text)
                        .followers()
                        .poll())
                .isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"-1", "1.5k", "99999999999999999999", "999999999999999g", "3 parsecs"})
    void what_is_no_size_is_refused(String text) {
        assertThat(refusal("lakesync.demo", "true", "lakesync.frame-max", text).problems())
                .hasSize(1);
    }

    @Test
    void every_default_is_valid_and_every_key_is_unique() {
        assertThat(Catalogue.all()).allSatisfy(setting -> setting.form().parse().apply(setting.fallback()));
        assertThat(Catalogue.all()).extracting(Setting::environmentName).doesNotHaveDuplicates();
    }

    @Test
    void the_documentation_lists_them_all() throws Exception {
        assertThat(Files.readString(Path.of("../docs/settings.md")))
                .as("docs/settings.md; put the expected text there")
                .isEqualTo(Settings.reference());
    }

    private static Settings read(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return Settings.read(values.keySet(), key -> Optional.ofNullable(values.get(key)));
    }

    private static InvalidSettingsException refusal(String... pairs) {
        var refusal = catchThrowableOfType(InvalidSettingsException.class, () -> read(pairs));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
