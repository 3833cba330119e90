package io.vedette.platform.keys;

import static io.vedette.platform.keys.KeyNodes.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class TokenVerificationTest {
    private static final TokenKind DEVICE = new TokenKind("vedette:device", false);
    private static final TokenKind PLAYBACK = new TokenKind("vedette:playback", true);
    private static final JWTClaimsSet CLAIMS =
            new JWTClaimsSet.Builder().subject("device-1").build();

    private final KeyNodes nodes = new KeyNodes();
    private final SigningKeys keys = nodes.node();

    @AfterEach
    void stop() {
        nodes.close();
    }

    private static Optional<JWTClaimsSet> verified(SigningKeys keys, TokenKind kind, String token) {
        return now(keys.verify(kind, token));
    }

    private static List<String> published(SigningKeys keys) {
        return keys.publicKeys().getKeys().stream().map(JWK::getKeyID).toList();
    }

    @Test
    void gives_the_claims_of_what_was_signed() {
        String token = keys.sign(DEVICE, CLAIMS);

        assertThat(verified(keys, DEVICE, token))
                .hasValueSatisfying(claims -> assertThat(claims.getSubject()).isEqualTo("device-1"));
    }

    @Test
    void neither_signs_nor_verifies_by_blocking() {
        Mono<Optional<JWTClaimsSet>> onALoop = Mono.fromSupplier(() -> keys.sign(DEVICE, CLAIMS))
                .flatMap(token -> keys.verify(DEVICE, token))
                .subscribeOn(Schedulers.parallel());

        assertThat(now(onALoop)).isPresent();
    }

    @Test
    void refuses_what_was_changed() {
        String token = keys.sign(DEVICE, CLAIMS);
        String[] parts = token.split("\\.", -1);
        String other =
                keys.sign(DEVICE, new JWTClaimsSet.Builder().subject("device-2").build());

        assertThat(verified(keys, DEVICE, parts[0] + "." + other.split("\\.", -1)[1] + "." + parts[2]))
                .isEmpty();
        assertThat(verified(keys, DEVICE, parts[0] + "." + parts[1] + ".")).isEmpty();
        assertThat(verified(keys, DEVICE, "not.a.token")).isEmpty();
        assertThat(verified(keys, DEVICE, "x".repeat(10_000))).isEmpty();
    }

    @Test
    void refuses_other_algorithms_even_with_our_own_key() throws JOSEException {
        ECKey ours = keys.publicKeys().getKeys().getFirst().toECKey();
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder(CLAIMS).audience(DEVICE.audience()).build();
        var confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(ours.getKeyID()).build(), claims);
        confused.sign(new MACSigner(ours.toECPublicKey().getEncoded()));
        var byText = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(ours.getKeyID()).build(), claims);
        byText.sign(new MACSigner(ours.toJSONString().getBytes(StandardCharsets.UTF_8)));

        assertThat(verified(keys, DEVICE, confused.serialize())).isEmpty();
        assertThat(verified(keys, DEVICE, byText.serialize())).isEmpty();
        assertThat(verified(keys, DEVICE, new PlainJWT(claims).serialize())).isEmpty();
    }

    @Test
    void refuses_another_key_under_our_name() throws JOSEException {
        var stranger = new ECKeyGenerator(Curve.P_256)
                .keyID(published(keys).getFirst())
                .generate();
        var forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(stranger.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder(CLAIMS).audience(DEVICE.audience()).build());
        forged.sign(new ECDSASigner(stranger));

        assertThat(verified(keys, DEVICE, forged.serialize())).isEmpty();
    }

    @Test
    void refuses_a_token_of_another_kind() {
        String token = keys.sign(DEVICE, CLAIMS);

        assertThat(verified(keys, new TokenKind("vedette:other", false), token)).isEmpty();
        assertThat(verified(keys, new TokenKind(DEVICE.audience(), true), token))
                .as("one that never ends, for a kind that does")
                .isEmpty();
    }

    @Test
    void refuses_what_has_expired() {
        Date end = Date.from(nodes.clock().instant().plusSeconds(60));
        String token = keys.sign(
                PLAYBACK, new JWTClaimsSet.Builder(CLAIMS).expirationTime(end).build());

        nodes.clock().advance(Duration.ofSeconds(59));
        assertThat(verified(keys, PLAYBACK, token)).isPresent();
        nodes.clock().advance(Duration.ofSeconds(1));
        assertThat(verified(keys, PLAYBACK, token)).isEmpty();
    }

    @Test
    void never_meets_a_token_without_the_end_its_kind_has() {
        assertThatIllegalArgumentException().isThrownBy(() -> keys.sign(PLAYBACK, CLAIMS));
    }
}
