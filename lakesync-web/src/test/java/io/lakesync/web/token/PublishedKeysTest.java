package io.lakesync.web.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishedKeysTest {
    private static final ECKey OLD = key("old");
    private static final ECKey NEW = key("new");
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final AtomicInteger fetches = new AtomicInteger();
    private volatile String published = set(OLD);
    private volatile int status = 200;
    private HttpServer issuer;

    @BeforeEach
    void startIssuer() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            var body = published.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
    }

    @AfterEach
    void stopIssuer() {
        issuer.stop(0);
    }

    @Test
    void keys_are_fetched_once_for_many_tokens() throws Exception {
        var keys = keys(LONG, LONG, LONG);
        for (int i = 0; i < 5; i++) {
            assertThat(keys.signed(token(OLD))).isTrue();
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void a_new_key_is_fetched_when_its_first_token_comes_and_the_old_one_still_serves() throws Exception {
        var keys = keys(LONG, LONG, LONG);
        assertThat(keys.signed(token(OLD))).isTrue();
        published = set(OLD, NEW);

        assertThat(keys.signed(token(NEW))).isTrue();
        assertThat(keys.signed(token(OLD))).isTrue();
        assertThat(fetches).hasValue(2);
    }

    @Test
    void invented_key_ids_do_not_make_the_server_fetch_again_and_again() throws Exception {
        var keys = keys(LONG, LONG, LONG);
        for (int i = 0; i < 20; i++) {
            assertThat(keys.signed(token(key("invented" + i)))).isFalse();
        }
        assertThat(fetches.get()).isLessThanOrEqualTo(2);
        assertThat(keys.signed(token(OLD))).isTrue();
    }

    @Test
    void a_withdrawn_key_serves_no_longer_than_keys_are_remembered() throws Exception {
        var keys = keys(SHORT, SHORT, SHORT);
        assertThat(keys.signed(token(OLD))).isTrue();
        published = set(NEW);

        while (keys.signed(token(OLD))) {
            Thread.onSpinWait();
        }
        assertThat(keys.signed(token(NEW))).isTrue();
    }

    @Test
    void while_the_issuer_is_away_the_last_keys_serve() throws Exception {
        var keys = keys(SHORT, SHORT, LONG);
        assertThat(keys.signed(token(OLD))).isTrue();
        status = 503;
        int before = fetches.get();

        while (fetches.get() < before + 2) {
            assertThat(keys.signed(token(OLD))).isTrue();
        }
    }

    @Test
    void a_token_is_not_called_bad_while_its_key_cannot_be_had() throws Exception {
        status = 500;
        var keys = keys(LONG, LONG, LONG);

        assertThatThrownBy(() -> keys.signed(token(OLD)))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.failure()).isEqualTo(SyncFailure.UNAVAILABLE));
    }

    @Test
    void what_is_published_may_be_one_key_alone_and_holds_keys_for_other_purposes() throws Exception {
        published = OLD.toPublicJWK().toJSONString();
        assertThat(keys(LONG, LONG, LONG).signed(token(OLD))).isTrue();

        published = set(new ECKeyGenerator(Curve.P_384).keyID("other").generate(), OLD);
        assertThat(keys(LONG, LONG, LONG).signed(token(OLD))).isTrue();
    }

    @Test
    void a_token_without_key_id_is_tried_with_every_key() throws Exception {
        published = set(OLD, NEW);
        var header = new JWSHeader(JWSAlgorithm.ES256);

        assertThat(keys(LONG, LONG, LONG).signed(signed(header, NEW))).isTrue();
    }

    @Test
    void a_key_id_does_not_vouch_for_the_signature_and_a_shared_secret_never_serves() throws Exception {
        var keys = keys(LONG, LONG, LONG);
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("old").build();
        assertThat(keys.signed(signed(header, NEW))).isFalse();

        var symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("old").build(), new JWTClaimsSet.Builder().build());
        symmetric.sign(new MACSigner(published.getBytes(StandardCharsets.UTF_8)));
        assertThat(keys.signed(symmetric)).isFalse();
    }

    private PublishedKeys keys(Duration remembered, Duration apart, Duration withoutIssuer)
            throws MalformedURLException {
        var location = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");
        return PublishedKeys.at(
                location.toURL(),
                new PublishedKeys.Freshness(remembered.multipliedBy(2), apart, withoutIssuer.multipliedBy(2)));
    }

    private static SignedJWT token(ECKey key) throws JOSEException {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), key);
    }

    private static SignedJWT signed(JWSHeader header, ECKey key) throws JOSEException {
        var token =
                new SignedJWT(header, new JWTClaimsSet.Builder().subject("ann").build());
        token.sign(new ECDSASigner(key));
        return token;
    }

    private static String set(JWK... keys) {
        return new JWKSet(List.of(keys)).toPublicJWKSet().toString();
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
