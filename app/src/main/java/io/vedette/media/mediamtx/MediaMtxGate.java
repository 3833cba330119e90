package io.vedette.media.mediamtx;

import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vedette.media.MediaTokens;
import io.vedette.media.SessionRights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells MediaMTX whom to let in: who has a token of ours for that, while the session goes on and the device may. */
@Component
final class MediaMtxGate {
    private final MediaTokens tokens;
    private final SessionRights rights;

    MediaMtxGate(MediaTokens tokens, SessionRights rights) {
        this.tokens = tokens;
        this.rights = rights;
    }

    Mono<Void> admit(AuthCall call) {
        return Mono.justOrEmpty(call.credential())
                .flatMap(tokens::read)
                .flatMap(Mono::justOrEmpty)
                .filter(claims -> isAllowed(claims, call))
                .filterWhen(claims -> mayNow(claims, call))
                .switchIfEmpty(Mono.error(() -> UNAUTHENTICATED.because("That is not allowed, or not any more")))
                .then();
    }

    private Mono<Boolean> mayNow(JWTClaimsSet claims, AuthCall call) {
        Optional<UUID> session = Path.session(String.valueOf(call.path()));
        Object device = claims.getSubject();
        if (session.isEmpty() || device == null) {
            return Mono.just(false);
        }
        UUID id = UUID.fromString(device.toString());
        return call.action().equals("publish") ? rights.maySend(session.get(), id) : rights.maySee(session.get(), id);
    }

    private static boolean isAllowed(JWTClaimsSet claims, AuthCall call) {
        return claims.getClaim(Permission.CLAIM) instanceof List<?> all
                && all.stream()
                        .filter(Map.class::isInstance)
                        .map(each -> Permission.read((Map<?, ?>) each))
                        .anyMatch(permission -> permission.allows(call.action(), String.valueOf(call.path())));
    }
}
