package io.vedette.notifications.push;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Says to a service who we are (RFC 8292). Signed once for each, and used for a while. */
final class VapidPasses {
    private static final Duration LIFE = Duration.ofHours(12);
    private static final Duration IN_USE = Duration.ofHours(6);
    private static final int MOST = 1_000;

    private final String subject;
    private final Clock clock;

    private record Signed(String header, Instant until) {}

    private final Cache<String, Signed> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    VapidPasses(String subject, Clock clock) {
        this.subject = subject;
        this.clock = clock;
    }

    /** For the header Authorization. */
    String authorization(URI endpoint, ECKey key) {
        String origin = origin(endpoint);
        Instant now = clock.instant();
        Signed signed = known.getIfPresent(origin);
        if (signed == null || !now.isBefore(signed.until())) {
            signed = new Signed(sign(origin, key, now), now.plus(IN_USE));
            known.put(origin, signed);
        }
        return signed.header();
    }

    private String sign(String origin, ECKey key, Instant now) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                new JWTClaimsSet.Builder()
                        .audience(origin)
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .subject(subject)
                        .build());
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("This key does not sign", e);
        }
        return "vapid t=%s, k=%s".formatted(jwt.serialize(), Base64URL.encode(Subscription.point(key)));
    }

    private static String origin(URI endpoint) {
        String port = endpoint.getPort() == -1 ? "" : ":" + endpoint.getPort();
        return endpoint.getScheme() + "://" + endpoint.getHost() + port;
    }
}
