package io.vedette.platform.keys;

import static io.vedette.platform.keys.KeyNodes.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.platform.settings.SettingsError;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

class SigningKeysTest {
    private static final TokenKind DEVICE = new TokenKind("vedette:device", false);
    private static final JWTClaimsSet CLAIMS =
            new JWTClaimsSet.Builder().subject("device-1").build();
    private static final String OTHER_SECRET = "another-secret-of-32-characters!";

    private final KeyNodes nodes = new KeyNodes();

    @AfterEach
    void stop() {
        nodes.close();
    }

    private static Optional<JWTClaimsSet> verified(SigningKeys keys, TokenKind kind, String token) {
        return now(keys.verify(kind, token));
    }

    private static String kidOf(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static List<String> published(SigningKeys keys) {
        return keys.publicKeys().getKeys().stream().map(JWK::getKeyID).toList();
    }

    @Nested
    class Rotate {
        @Test
        void signs_with_the_new_key_after_its_notice_and_old_tokens_still_hold() throws ParseException {
            SigningKeys keys = nodes.node();
            String old = keys.sign(DEVICE, CLAIMS);
            String next = now(keys.rotate()).orElseThrow().kid();

            assertThat(published(keys)).containsExactly(kidOf(old), next);
            nodes.clock().advance(SigningKeys.NOTICE.minusMillis(1));
            assertThat(kidOf(keys.sign(DEVICE, CLAIMS))).isEqualTo(kidOf(old));
            nodes.clock().advance(Duration.ofMillis(1));
            assertThat(kidOf(keys.sign(DEVICE, CLAIMS))).isEqualTo(next);
            assertThat(verified(keys, DEVICE, old)).isPresent();
            assertThat(verified(keys, DEVICE, keys.sign(DEVICE, CLAIMS))).isPresent();
        }

        @Test
        void adds_no_second_key_while_one_waits() {
            SigningKeys keys = nodes.node();

            assertThat(now(keys.rotate())).isPresent();
            assertThat(now(keys.rotate())).isEmpty();
            nodes.clock().advance(SigningKeys.NOTICE);
            assertThat(now(keys.rotate())).isPresent();
            assertThat(published(keys)).hasSize(3);
        }

        @Test
        void is_a_command_that_says_what_it_did() {
            SigningKeys keys = nodes.node();
            var command = new RotateSigningKey(keys);

            assertThat(now(command.run()))
                    .isEqualTo("Added signing key %s, which signs from %s"
                            .formatted(
                                    published(keys).getLast(),
                                    nodes.clock().instant().plus(SigningKeys.NOTICE)));
            assertThat(now(command.run())).startsWith("Added nothing");
        }
    }

    @Nested
    class Other_nodes {
        @Test
        void that_start_at_once_make_one_key() {
            List<SigningKeys> started = nodes.nodesAtOnce(4);

            assertThat(started).allSatisfy(keys -> assertThat(published(keys)).hasSize(1));
            assertThat(started).extracting(SigningKeysTest::published).containsOnly(published(started.getFirst()));
        }

        @Test
        void that_add_a_key_in_the_same_instant_add_one() {
            nodes.node();
            var rows = nodes.bean(SigningKeyRows.class);
            nodes.clock().advance(SigningKeys.NOTICE);
            Instant now = nodes.clock().instant();
            List<Boolean> added = now(Flux.range(0, 12)
                    .map(index -> SigningKey.make(now, now.plusSeconds(60)))
                    .collectList()
                    .flatMapMany(Flux::fromIterable)
                    .flatMap(key -> rows.addNext(key, now))
                    .collectList());

            assertThat(added).hasSize(12).containsOnlyOnce(true);
            assertThat(now(rows.all())).hasSize(2);
        }

        @Test
        void accept_a_key_that_they_have_not_read_yet() {
            SigningKeys one = nodes.node();
            SigningKeys other = nodes.node();
            now(one.rotate());
            nodes.clock().advance(SigningKeys.NOTICE);

            assertThat(published(other)).hasSize(1);
            assertThat(verified(other, DEVICE, one.sign(DEVICE, CLAIMS))).isPresent();
            assertThat(published(other)).hasSize(2);
        }

        @Test
        void do_not_read_for_every_stranger() throws JOSEException {
            SigningKeys one = nodes.node();
            SigningKeys other = nodes.node();
            var stranger = new ECKeyGenerator(Curve.P_256).keyID("stranger").generate();
            var forged = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("stranger").build(), CLAIMS);
            forged.sign(new ECDSASigner(stranger));
            nodes.clock().advance(Duration.ofSeconds(5));
            assertThat(verified(other, DEVICE, forged.serialize())).isEmpty();

            now(one.rotate());

            assertThat(verified(other, DEVICE, forged.serialize())).isEmpty();
            assertThat(published(other)).as("read a moment ago").hasSize(1);
            nodes.clock().advance(Duration.ofSeconds(5));
            assertThat(verified(other, DEVICE, forged.serialize())).isEmpty();
            assertThat(published(other)).hasSize(2);
        }
    }

    @Nested
    class At_rest {
        @Test
        void the_private_half_is_not_in_the_clear() throws JOSEException {
            SigningKey key =
                    SigningKey.make(nodes.clock().instant(), nodes.clock().instant());
            nodes.node();
            var rows = nodes.bean(SigningKeyRows.class);
            nodes.clock().advance(Duration.ofHours(2));
            assertThat(now(rows.addNext(key, nodes.clock().instant()))).isTrue();

            byte[] stored = now(nodes.bean(DatabaseClient.class)
                    .sql("select private_key from signing_keys where kid = :kid")
                    .bind("kid", key.kid())
                    .map(row -> Objects.requireNonNull(row.get(0, byte[].class)))
                    .one());

            byte[] scalar = key.pair().getD().decode();
            assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(scalar, StandardCharsets.ISO_8859_1))
                    .doesNotContain(key.pair().getD().toString());
            assertThat(now(rows.all()))
                    .anySatisfy(read -> assertThat(read.pair().toECPrivateKey())
                            .isEqualTo(key.pair().toECPrivateKey()));
        }

        @Test
        void another_secret_ends_the_start_with_one_line() {
            nodes.node();

            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> nodes.nodeWithSecret(OTHER_SECRET))
                    .satisfies(failure -> assertThat(SettingsError.behind(failure))
                            .hasValueSatisfying(error -> assertThat(error.lines())
                                    .singleElement()
                                    .asString()
                                    .startsWith("BETTER_AUTH_SECRET is not the one")));
        }
    }
}
