package io.vedette.realtime;

import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vedette.platform.data.DatabaseFailures;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.CallerFinder.Found;
import io.vedette.platform.operation.Callers;
import io.vedette.platform.operation.Credentials;
import io.vedette.platform.operation.Sender;
import io.vedette.platform.web.WebSettings;
import io.vedette.realtime.engine.Doorway.Visitor;
import io.vedette.realtime.engine.Quota;
import io.vedette.realtime.protocol.ConnectRefusedException;
import io.vedette.realtime.protocol.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Finds out who wants to connect, and prepares everything for them. */
@Component
final class Admission {
    private static final Credentials NONE = new Credentials(null, Map.of());
    private static final Quota EVENTS = new Quota(100);
    private static final int MOST_PACES = 100_000;
    private static final Duration PACE_RECOVERS = Duration.ofSeconds(10);

    /** What a client is told that may not connect. */
    private record Refusal(String message, Reason data) {
        record Reason(String code) {}
    }

    private final Callers callers;
    private final SocketEvents events;
    private final Speech speech;
    private final Sockets sockets;
    private final List<SocketWatcher> watchers;
    private final Quota quota;

    /** Also of those who have just left: coming again must not make them new. */
    private final Cache<String, Pace> paces = Caffeine.newBuilder()
            .maximumSize(MOST_PACES)
            .expireAfterAccess(PACE_RECOVERS)
            .build();

    Admission(
            Callers callers,
            SocketEvents events,
            Speech speech,
            Sockets sockets,
            List<SocketWatcher> watchers,
            WebSettings settings) {
        this.callers = callers;
        this.events = events;
        this.speech = speech;
        this.sockets = sockets;
        this.watchers = List.copyOf(watchers);
        this.quota = settings.rateLimitEnabled() ? EVENTS : Quota.NONE;
    }

    /** What is wrong with the credentials is final; anything else passes, and the client may come again. */
    Mono<Socket> admit(Connection connection, JsonNode auth) {
        Visitor visitor = connection.visitor();
        return callers.find(new Credentials(authorization(auth, visitor), Map.of()), visitor.address())
                .onErrorMap(DatabaseFailures::translate)
                .map(found -> socket(connection, found))
                .onErrorMap(FailureException.class, Admission::refused);
    }

    Mono<Void> prepare(Socket socket) {
        return Flux.fromIterable(watchers)
                .concatMap(watcher -> watcher.arriving(socket))
                .then();
    }

    private static @Nullable String authorization(JsonNode auth, Visitor visitor) {
        JsonNode token = auth.path("token");
        return token.isMissingNode() || token.isNull() ? visitor.authorization() : "Bearer " + token.asString("");
    }

    private Socket socket(Connection connection, Found found) {
        Caller caller = found.caller();
        if (caller instanceof Caller.Anonymous) {
            throw UNAUTHENTICATED.because("A token is needed");
        }
        if (!events.areFor(caller.kind())) {
            throw FORBIDDEN.because("These credentials are of the wrong kind for a socket");
        }
        Visitor visitor = connection.visitor();
        Sender sender = new Sender(visitor.address(), visitor.forwarded() ? visitor.address() : null, null, NONE);
        return new Socket(connection, caller, sender, speech, pace(caller));
    }

    /** A device has one share, over however many sockets it comes. */
    private Pace pace(Caller caller) {
        return sockets.of(caller).stream()
                .findFirst()
                .map(Socket::pace)
                .orElseGet(() -> paces.get(caller.key(), _ -> new Pace(quota)));
    }

    private static Throwable refused(FailureException refused) {
        return refused.failure() instanceof Failure.Refused(var problem, var _)
                ? new ConnectRefusedException(new Refusal("unauthorized", new Refusal.Reason(problem.code())))
                : refused;
    }
}
