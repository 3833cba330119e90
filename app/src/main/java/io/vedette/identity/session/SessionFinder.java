package io.vedette.identity.session;

import io.vedette.platform.operation.CallerFinder;
import io.vedette.platform.operation.Credentials;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Knows people by the token of their session. Others are asked before it, as any text may be such a token. */
@Component
@Order(100)
final class SessionFinder implements CallerFinder {
    private final SessionService sessions;
    private final SessionCookies cookies;

    SessionFinder(SessionService sessions, SessionCookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @Override
    public Mono<Optional<Found>> find(Credentials credentials) {
        return Mono.justOrEmpty(cookies.read(credentials))
                .flatMap(shown -> sessions.caller(shown, credentials))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }
}
