package io.vedette.platform.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.data.Lane;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Signs and verifies our tokens (ES256) with the keys that all nodes share. */
@Component
public final class SigningKeys {
    /** Whoever keeps a copy of the public keys has this long to learn of a new one. */
    static final Duration NOTICE = Duration.ofHours(1);

    private static final Duration BETWEEN_READS = Duration.ofSeconds(5);
    private static final int LONGEST_TOKEN = 8_192;

    private final SigningKeyRows rows;
    private final Clock clock;
    private final Mono<KeyRing> oneRead;
    private volatile KeyRing ring = KeyRing.EMPTY;
    private volatile Instant readAt = Instant.EPOCH;

    SigningKeys(SigningKeyRows rows, Clock clock, MeterRegistry meters) {
        this.rows = rows;
        this.clock = clock;
        // Whoever asks while a read runs gets its answer, not a read of his own.
        this.oneRead = Mono.defer(() -> Lane.jobs(rows.all())).map(this::keep).cacheInvalidateIf(read -> true);
        meters.gauge("vedette.signing.keys", this, keys -> keys.ring.size());
    }

    /** Signs the claims for this kind; a kind that expires must come with its {@code exp}. */
    public String sign(TokenKind kind, JWTClaimsSet claims) {
        if (kind.expires() == (claims.getExpirationTime() == null)) {
            throw new IllegalArgumentException("%s and the claims disagree about an end".formatted(kind));
        }
        Instant now = clock.instant();
        return ring.sign(
                new JWTClaimsSet.Builder(claims)
                        .audience(kind.audience())
                        .issueTime(Date.from(now))
                        .build(),
                now);
    }

    /** The claims of a token of this kind that we signed and that has not expired; else nothing, and no reason is given. */
    public Mono<Optional<JWTClaimsSet>> verify(TokenKind kind, String token) {
        Optional<SignedJWT> parsed = parse(token);
        if (parsed.isEmpty()) {
            return Mono.just(Optional.empty());
        }
        SignedJWT jwt = parsed.get();
        return ringFor(jwt.getHeader().getKeyID()).map(current -> check(kind, jwt, current));
    }

    /** Every key that ever signed, and those about to: tokens without an end outlive the use of their key. */
    public JWKSet publicKeys() {
        return ring.publicKeys();
    }

    /** Makes the first key if there is none in the database, and reads them all. */
    Mono<Void> begin() {
        return Lane.jobs(rows.all())
                .filter(List::isEmpty)
                .flatMap(none -> Lane.jobs(rows.addFirst(newKey(Duration.ZERO))))
                .then(read());
    }

    Mono<Void> read() {
        return oneRead.then();
    }

    /** Adds a key that signs after the {@link #NOTICE}; empty when one is waiting for its time already. */
    Mono<Optional<SigningKey>> rotate() {
        SigningKey next = newKey(NOTICE);
        return Lane.jobs(rows.addNext(next, next.createdAt()))
                .flatMap(added -> read().thenReturn(added ? Optional.of(next) : Optional.empty()));
    }

    private SigningKey newKey(Duration notice) {
        Instant now = clock.instant();
        return SigningKey.make(now, now.plus(notice));
    }

    private KeyRing keep(List<SigningKey> keys) {
        KeyRing read = new KeyRing(keys);
        ring = read;
        readAt = clock.instant();
        return read;
    }

    /** Another node may have added a key that we haven't read; strangers' tokens must not make us read all the time. */
    private Mono<KeyRing> ringFor(String kid) {
        KeyRing current = ring;
        boolean fresh = clock.instant().isBefore(readAt.plus(BETWEEN_READS));
        return current.knows(kid) || fresh ? Mono.just(current) : oneRead;
    }

    private static Optional<SignedJWT> parse(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            // The header's word on the algorithm decides nothing: it is ours or the token isn't.
            return Optional.of(SignedJWT.parse(token))
                    .filter(jwt -> JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm()))
                    .filter(jwt -> jwt.getHeader().getKeyID() != null);
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private Optional<JWTClaimsSet> check(TokenKind kind, SignedJWT jwt, KeyRing current) {
        try {
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return current.signed(jwt) && holds(kind, claims) ? Optional.of(claims) : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private boolean holds(TokenKind kind, JWTClaimsSet claims) {
        Date end = claims.getExpirationTime();
        return claims.getAudience().equals(List.of(kind.audience()))
                && kind.expires() == (end != null)
                && (end == null || clock.instant().isBefore(end.toInstant()));
    }
}
