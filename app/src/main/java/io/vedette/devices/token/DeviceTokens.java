package io.vedette.devices.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vedette.platform.keys.SigningKeys;
import io.vedette.platform.keys.TokenKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a device shows with each call: whose it is and which of its tokens, signed by us. Whether that still holds is looked up. */
@Component
public final class DeviceTokens {
    private static final TokenKind KIND = new TokenKind("vedette:device", false);
    private static final String TYPE = "device";
    private static final int MOST_KNOWN = 100_000;

    /** What a token says. */
    record Shown(UUID deviceId, int version) {}

    private final SigningKeys keys;
    /** A signature that was good stays good. By their digests: tokens don't lie about in memory. */
    private final Cache<String, Shown> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).recordStats().build();

    DeviceTokens(SigningKeys keys, MeterRegistry meters) {
        this.keys = keys;
        CaffeineCacheMetrics.monitor(meters, known, "vedette.device.tokens");
    }

    public String sign(UUID deviceId, int version) {
        return keys.sign(
                KIND,
                new JWTClaimsSet.Builder()
                        .subject(deviceId.toString())
                        .claim("typ", TYPE)
                        .claim("ver", version)
                        .build());
    }

    /** Empty when it is no device's token, or not ours. */
    Mono<Shown> read(String token) {
        return Mono.defer(() -> {
            String digest = digest(token);
            Shown shown = known.getIfPresent(digest);
            return shown != null
                    ? Mono.just(shown)
                    : keys.verify(KIND, token)
                            .flatMap(claims -> Mono.justOrEmpty(claims.flatMap(DeviceTokens::shown)))
                            .doOnNext(read -> known.put(digest, read));
        });
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new String(digest, StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private static Optional<Shown> shown(JWTClaimsSet claims) {
        try {
            return TYPE.equals(claims.getStringClaim("typ"))
                    ? Optional.of(new Shown(UUID.fromString(claims.getSubject()), claims.getIntegerClaim("ver")))
                    : Optional.empty();
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
