package io.vedette.media.livekit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens that LiveKit reads and makes, with the secret that both know. */
final class LiveKitTokens {
    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.HS256);
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final String key;
    private final MACSigner signer;
    private final MACVerifier verifier;
    private final Clock clock;

    LiveKitTokens(String key, String secret, Clock clock) {
        this.key = key;
        this.clock = clock;
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        try {
            this.signer = new MACSigner(bytes);
            this.verifier = new MACVerifier(bytes);
        } catch (JOSEException tooShort) {
            throw new IllegalArgumentException("LIVEKIT_API_SECRET is too short", tooShort);
        }
    }

    /** When one ends that is made now, in seconds as tokens say it. */
    Instant after(Duration life) {
        return Instant.ofEpochSecond(clock.instant().plus(life).getEpochSecond());
    }

    /** Sends pictures and sound to the room, and sees nothing. */
    String publisher(String room, Participant who, Instant end) {
        return sign(
                who,
                end,
                Map.of(
                        "room", room,
                        "roomJoin", true,
                        "canPublish", true,
                        "canPublishSources", List.of("camera", "microphone"),
                        "canPublishData", true,
                        "canSubscribe", false));
    }

    /** Sees what is sent, unseen itself. */
    String viewer(String room, Participant who, Instant end) {
        return sign(
                who,
                end,
                Map.of(
                        "room", room,
                        "roomJoin", true,
                        "canPublish", false,
                        "canPublishData", false,
                        "canSubscribe", true,
                        "hidden", true));
    }

    /** For a call of this server's own. */
    String own(Map<String, Object> grants, Duration life) {
        return sign(null, after(life), grants);
    }

    /** @param who nobody, for this server itself */
    private String sign(@Nullable Participant who, Instant end, Map<String, Object> grants) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(key)
                .notBeforeTime(Date.from(clock.instant()))
                .expirationTime(Date.from(end))
                .claim("video", grants);
        if (who != null) {
            claims.subject(who.identity());
        }
        SignedJWT token = new SignedJWT(HEADER, claims.build());
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    /** What a token says that whoever knows the secret has made, and that holds now. */
    Optional<JWTClaimsSet> read(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            boolean good = JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm())
                    && key.equals(claims.getIssuer())
                    && token.verify(verifier)
                    && holds(claims);
            return good ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException notOne) {
            return Optional.empty();
        }
    }

    private boolean holds(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date end = claims.getExpirationTime();
        Date begin = claims.getNotBeforeTime();
        return end != null
                && now.isBefore(end.toInstant().plus(SKEW))
                && (begin == null || !now.isBefore(begin.toInstant().minus(SKEW)));
    }
}
