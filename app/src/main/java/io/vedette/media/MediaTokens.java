package io.vedette.media;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vedette.platform.keys.SigningKeys;
import io.vedette.platform.keys.TokenKind;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tokens of ours that say what a device may do in a session. */
@Component
public final class MediaTokens {
    public static final String SESSION = "streamSessionId";

    static final TokenKind MEDIA = new TokenKind("vedette:media", true);
    static final TokenKind PLAYBACK = new TokenKind("vedette:playback", true);

    private static final Duration OWN_LIFE = Duration.ofMinutes(1);
    private static final Duration PLAYBACK_LIFE = Duration.ofMinutes(5);

    private final SigningKeys keys;
    private final Clock clock;

    MediaTokens(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** In seconds, as tokens say it. */
    public Instant after(Duration life) {
        return clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * @param whose as the provider is to call them
     * @param more what it reads besides
     */
    public String media(String whose, Instant end, Map<String, Object> more) {
        return keys.sign(MEDIA, claims(whose, end, more).build());
    }

    /** One that this server itself shows to the provider. */
    public String own(Map<String, Object> more) {
        return keys.sign(MEDIA, claims("vedette", after(OWN_LIFE), more).build());
    }

    public PlaybackToken playback(UUID session, String whose, URI url, Map<String, Object> more) {
        Instant end = after(PLAYBACK_LIFE);
        return new PlaybackToken(
                keys.sign(
                        PLAYBACK,
                        claims(whose, end, more)
                                .claim(SESSION, session.toString())
                                .build()),
                end,
                url);
    }

    /** What one of either kind says; empty for any other. */
    public Mono<Optional<JWTClaimsSet>> read(String token) {
        return keys.verify(MEDIA, token)
                .flatMap(found -> found.isPresent() ? Mono.just(found) : keys.verify(PLAYBACK, token));
    }

    private static JWTClaimsSet.Builder claims(String subject, Instant end, Map<String, Object> more) {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder().subject(subject).expirationTime(Date.from(end));
        more.forEach(claims::claim);
        return claims;
    }
}
