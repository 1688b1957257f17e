package io.lakesync.web.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.lakesync.api.failure.SyncException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicKeyTest {
    private static final String PAYLOAD =
            "{\"sub\":\"s\",\"gw\":\"g\",\"exp\":4102444800,\"iss\":\"us\",\"aud\":[\"lake\",\"sea\"]}";

    private static final KeyPair RSA = rsa();
    private static final KeyPair EC = ec();

    @Test
    void rs256_by_pem() throws Exception {
        assertThat(Verifiers.withPublicKey(pem(RSA)).verify(rs256()).subject()).isEqualTo("s");
    }

    @Test
    void es256_by_pem_and_by_jwk() throws Exception {
        var jwk = new ECKey.Builder(Curve.P_256, (ECPublicKey) EC.getPublic())
                .build()
                .toJSONString();

        assertThat(Verifiers.withPublicKey(pem(EC)).verify(es256()).subject()).isEqualTo("s");
        assertThat(Verifiers.withPublicKey(jwk).verify(es256()).subject()).isEqualTo("s");
    }

    @Test
    void a_key_is_found_in_a_file(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("key.pem"), pem(RSA));

        assertThat(PublicKeyText.load(file.toString())).isEqualTo(pem(RSA));
        assertThat(PublicKeyText.load(file.toUri().toString())).isEqualTo(pem(RSA));
        assertThatThrownBy(() -> PublicKeyText.load(directory.resolve("none").toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mp.jwt.verify.publickey.location");
    }

    @Test
    void the_key_of_another_is_refused() throws Exception {
        assertRefused(Verifiers.withPublicKey(pem(rsa())), rs256());
        assertRefused(Verifiers.withPublicKey(pem(ec())), es256());
        assertRefused(Verifiers.withPublicKey(pem(RSA)), es256());
        assertRefused(Verifiers.withPublicKey(pem(EC)), rs256());
    }

    @Test
    void a_public_key_is_never_taken_as_a_shared_secret() {
        var verifier = Verifiers.withPublicKey(pem(RSA));

        assertRefused(verifier, Signed.token(pem(RSA), PAYLOAD));
        assertRefused(verifier, Signed.token(pem(RSA).strip(), PAYLOAD));
    }

    @Test
    void issuer_and_audience_are_checked_when_configured() throws Exception {
        assertTaken(Optional.of("us"), List.of("sea", "sky"));
        assertRefused(verifier(Optional.of("them"), List.of()), rs256());
        assertRefused(verifier(Optional.empty(), List.of("sky")), rs256());
    }

    @Test
    void what_is_no_key_keeps_the_server_from_starting_and_is_not_repeated() {
        assertThatThrownBy(() -> Verifiers.withPublicKey("hidden words"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mp.jwt.verify.publickey")
                .hasMessageNotContaining("hidden");
    }

    private static void assertTaken(Optional<String> issuer, List<String> audiences) throws JOSEException {
        assertThat(verifier(issuer, audiences).verify(rs256()).subject()).isEqualTo("s");
    }

    private static TokenVerifier verifier(Optional<String> issuer, List<String> audiences) {
        return new TokenVerifier(Verifiers.publicKey(pem(RSA), issuer, audiences), Verifiers.CLOCK);
    }

    private static void assertRefused(TokenVerifier verifier, String token) {
        assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(SyncException.class);
    }

    private static String rs256() throws JOSEException {
        return signed(JWSAlgorithm.RS256, new RSASSASigner(RSA.getPrivate()));
    }

    private static String es256() throws JOSEException {
        return signed(JWSAlgorithm.ES256, new ECDSASigner((ECPrivateKey) EC.getPrivate()));
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        var token = new JWSObject(new JWSHeader(algorithm), new Payload(PAYLOAD));
        token.sign(signer);
        return token.serialize();
    }

    private static String pem(KeyPair keys) {
        var base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(keys.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    private static KeyPair rsa() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair ec() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
