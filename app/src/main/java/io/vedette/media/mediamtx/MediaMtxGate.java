package io.vedette.media.mediamtx;

import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vedette.media.Holder;
import io.vedette.media.MediaTokens;
import io.vedette.media.SessionRights;
import io.vedette.media.mediamtx.AdmissionTable.Admission;
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
    private final AdmissionTable admissions;

    MediaMtxGate(MediaTokens tokens, SessionRights rights, AdmissionTable admissions) {
        this.tokens = tokens;
        this.rights = rights;
        this.admissions = admissions;
    }

    Mono<Void> admit(AuthCall call) {
        return Mono.justOrEmpty(call.credential())
                .flatMap(tokens::read)
                .flatMap(Mono::justOrEmpty)
                .filter(claims -> isAllowed(claims, call))
                .flatMap(claims -> admitted(claims, call))
                .switchIfEmpty(Mono.error(() -> UNAUTHENTICATED.because("That is not allowed, or not any more")))
                .then();
    }

    /** Whom it can't be told of again it must not let in: they could not be shown out. Empty if it must not. */
    private Mono<Boolean> admitted(JWTClaimsSet claims, AuthCall call) {
        Optional<UUID> session = Path.session(String.valueOf(call.path()));
        Optional<Holder> holder = Holder.parse(String.valueOf(claims.getSubject()));
        Optional<UUID> connection = call.connection();
        if (session.isEmpty() || holder.isEmpty() || (connection.isEmpty() && !call.isBeforeConnecting())) {
            return Mono.empty();
        }
        Mono<Boolean> may = mayNow(session.get(), holder.get(), call.action()).filter(yes -> yes);
        return connection.isEmpty()
                ? may
                : may.flatMap(yes -> admissions
                        .remember(new Admission(session.get(), connection.get(), holder.get()))
                        .thenReturn(yes));
    }

    private Mono<Boolean> mayNow(UUID session, Holder holder, String action) {
        return action.equals("publish") ? rights.maySend(session, holder) : rights.maySee(session, holder);
    }

    private static boolean isAllowed(JWTClaimsSet claims, AuthCall call) {
        return claims.getClaim(Permission.CLAIM) instanceof List<?> all
                && all.stream()
                        .filter(Map.class::isInstance)
                        .map(each -> Permission.read((Map<?, ?>) each))
                        .anyMatch(permission -> permission.allows(call.action(), String.valueOf(call.path())));
    }
}
