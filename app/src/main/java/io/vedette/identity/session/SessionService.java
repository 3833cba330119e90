package io.vedette.identity.session;

import static io.vedette.identity.AuthProblem.SESSION_NOT_FRESH;
import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import io.vedette.identity.account.User;
import io.vedette.identity.session.SessionCookies.Shown;
import io.vedette.platform.operation.Answer.Header;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.CallerFinder.Found;
import io.vedette.platform.operation.Credentials;
import io.vedette.platform.operation.Sender;
import io.vedette.platform.ops.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens sessions, keeps them alive while they are used, and ends them. */
@Component
public final class SessionService {
    private final Sessions sessions;
    private final SessionCache cache;
    private final SessionCookies cookies;
    private final Clock clock;

    SessionService(Sessions sessions, SessionCache cache, SessionCookies cookies, Clock clock) {
        this.sessions = sessions;
        this.cache = cache;
        this.cookies = cookies;
        this.clock = clock;
    }

    /** What somebody's credentials stand for. */
    sealed interface Seen {
        /** They are none that we gave out. */
        record Nothing() implements Seen {}

        /** They were good once. */
        record Dead() implements Seen {}

        record Live(SignedIn signedIn, List<Header> news) implements Seen {}
    }

    /** Part of a transaction, if one is running. */
    public Mono<Session> open(User user, Sender sender, boolean remember) {
        Instant now = clock.instant();
        Session session = new Session(
                Ids.text(32),
                Ids.text(32),
                user.id(),
                now.plus(remember ? SessionTimes.LIFE : SessionTimes.SHORT_LIFE),
                now,
                now,
                Objects.requireNonNullElse(sender.forwardedAddress(), ""),
                Objects.requireNonNullElse(sender.userAgent(), ""));
        return sessions.insert(session).thenReturn(session);
    }

    /** Straight from the database: whoever asks has just changed something, or wants to know. */
    Mono<Seen> look(Credentials credentials, boolean refresh) {
        return Mono.justOrEmpty(cookies.read(credentials))
                .flatMap(shown -> sessions.findByToken(shown.token())
                        .flatMap(found -> seen(found, credentials, refresh))
                        .defaultIfEmpty(new Seen.Dead()))
                .defaultIfEmpty(new Seen.Nothing());
    }

    /** Empty when the session has ended. */
    Mono<Found> caller(Shown shown, Credentials credentials) {
        return cache.find(shown.token())
                .filter(found -> found.session().isLive(clock.instant()))
                .flatMap(found -> refreshed(found, credentials))
                .map(live -> new Found(
                        new Caller.User(
                                live.signedIn().user().id(),
                                live.signedIn().session().id()),
                        shown.byCookie(),
                        live.news()));
    }

    /** The whole session behind a caller; it may have ended a moment ago. */
    public Mono<SignedIn> of(Caller.User caller) {
        return sessions.findById(caller.sessionId())
                .switchIfEmpty(Mono.error(() -> UNAUTHENTICATED.because("The session has ended")));
    }

    Mono<List<Session>> list(Caller.User caller) {
        return of(caller)
                .flatMap(found -> SessionTimes.isFresh(found.session(), clock.instant())
                        ? sessions.ofUser(caller.id())
                        : Mono.error(SESSION_NOT_FRESH.because("It was opened more than a day ago")));
    }

    Mono<Void> end(Session session) {
        return sessions.delete(session.id()).doOnSuccess(_ -> cache.forget(session.token()));
    }

    Mono<Void> end(Caller.User caller, String token) {
        return sessions.delete(token, caller.id()).doOnSuccess(_ -> cache.forget(token));
    }

    Mono<Void> endOthers(Caller.User caller) {
        return sessions.deleteOthersOf(caller.id(), caller.sessionId())
                .doOnSuccess(_ -> cache.forgetAllOf(caller.id()));
    }

    public Mono<Void> endAll(String userId) {
        return sessions.deleteAllOf(userId).doOnSuccess(_ -> cache.forgetAllOf(userId));
    }

    public Mono<Long> forgetOver(int most) {
        return sessions.deleteOver(most);
    }

    /** Somebody's name or picture has changed. */
    public void forget(String userId) {
        cache.forgetAllOf(userId);
    }

    private Mono<Seen> seen(SignedIn found, Credentials credentials, boolean refresh) {
        if (!found.session().isLive(clock.instant())) {
            return sessions.delete(found.session().id()).thenReturn(new Seen.Dead());
        }
        return refresh ? refreshed(found, credentials).cast(Seen.class) : Mono.just(new Seen.Live(found, List.of()));
    }

    /** Lengthened once a day while it is used, unless its owner asked to be forgotten. */
    private Mono<Seen.Live> refreshed(SignedIn found, Credentials credentials) {
        Instant now = clock.instant();
        if (!SessionTimes.wantsRefresh(found.session(), now) || cookies.asksToForget(credentials)) {
            return Mono.just(new Seen.Live(found, List.of()));
        }
        Session longer = found.session().lasting(now.plus(SessionTimes.LIFE), now);
        return sessions.lengthen(longer)
                .doOnSuccess(_ -> cache.forget(longer.token()))
                .thenReturn(
                        new Seen.Live(new SignedIn(longer, found.user()), cookies.carrying(longer, true, credentials)));
    }
}
