package io.vedette.identity.session;

import static io.vedette.identity.AuthProblem.METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED;
import static io.vedette.identity.AuthProblem.SESSION_NOT_FRESH;
import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.post;

import io.vedette.identity.AuthRoutes;
import io.vedette.identity.session.SessionService.Seen;
import io.vedette.platform.operation.Answer;
import io.vedette.platform.operation.Answer.Header;
import io.vedette.platform.operation.Call;
import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people do with their sessions. */
@Component
final class SessionApi implements Api {
    private static final List<Header> NOT_EVEN_BY_OLD_CACHES = List.of(new Header("Pragma", "no-cache"));

    /** Done. */
    record Status(boolean status) {
        static final Status DONE = new Status(true);
    }

    /** Done, in the words of signing out. */
    record Success(boolean success) {
        static final Success DONE = new Success(true);
    }

    private final AuthRoutes routes;
    private final SessionService sessions;
    private final SessionCookies cookies;

    private final Operation<ReadSession, Answer<SignedIn>> read = operation(
                    "getSession", "Read the session one is signed in with, or null")
            .callers(ANYONE)
            .takes(ReadSession.class)
            .answers(SignedIn.class, 200)
            .orNull()
            .by(this::read);
    private final Operation<Nothing, Status> readByPost = operation(
                    "postSession", "Refused: sessions are read with GET")
            .callers(ANYONE)
            .gives(Status.class)
            .mayFail(METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED)
            .by(_ -> Mono.error(METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED.because("Use GET")));
    private final Operation<Nothing, Answer<Success>> signOut = operation("signOut", "End the session, if there is one")
            .callers(ANYONE)
            .answers(Success.class, 200)
            .by(this::signOut);
    private final Operation<Nothing, Session[]> list = operation("listSessions", "List one's live sessions")
            .callers(USER)
            .gives(Session[].class)
            .mayFail(SESSION_NOT_FRESH)
            .by(this::list);
    private final Operation<RevokeSession, Answer<Status>> revoke = operation(
                    "revokeSession", "End one of one's sessions")
            .callers(USER)
            .takes(RevokeSession.class)
            .answers(Status.class, 200)
            .by(this::revoke);
    private final Operation<Nothing, Status> revokeOthers = operation(
                    "revokeOtherSessions", "End all of one's sessions but this one")
            .callers(USER)
            .gives(Status.class)
            .by(this::revokeOthers);
    private final Operation<Nothing, Answer<Status>> revokeAll = operation(
                    "revokeSessions", "End all of one's sessions")
            .callers(USER)
            .answers(Status.class, 200)
            .by(this::revokeAll);

    SessionApi(AuthRoutes routes, SessionService sessions, SessionCookies cookies) {
        this.routes = routes;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @Override
    public RouteGroup routes() {
        return routes.of(
                get("/get-session", read),
                post("/get-session", readByPost),
                post("/sign-out", signOut),
                get("/list-sessions", list),
                post("/revoke-session", revoke),
                post("/revoke-other-sessions", revokeOthers),
                post("/revoke-sessions", revokeAll));
    }

    private Mono<Answer<SignedIn>> read(Call<ReadSession> call) {
        return sessions.look(call.sender().credentials(), call.input().mayRefresh())
                .map(seen -> switch (seen) {
                    case Seen.Nothing _ -> Answer.<SignedIn>of(null);
                    case Seen.Dead _ -> Answer.<SignedIn>of(null).with(cookies.expired());
                    case Seen.Live(SignedIn signedIn, List<Header> news) ->
                        Answer.of(signedIn).with(news);
                })
                .map(answer -> answer.with(NOT_EVEN_BY_OLD_CACHES));
    }

    private Mono<Answer<Success>> signOut(Call<Nothing> call) {
        return sessions.look(call.sender().credentials(), false)
                .flatMap(seen -> seen instanceof Seen.Live live
                        ? sessions.end(live.signedIn().session())
                        : Mono.empty())
                .thenReturn(Answer.of(Success.DONE).with(cookies.expired()));
    }

    private Mono<Answer<Status>> revoke(Call<RevokeSession> call) {
        String token = call.input().token();
        return sessions.end(call.user(), token)
                .thenReturn(Answer.of(Status.DONE).with(isOwn(call, token) ? cookies.expired() : List.of()));
    }

    private Mono<Session[]> list(Call<Nothing> call) {
        return sessions.list(call.user()).map(all -> all.toArray(Session[]::new));
    }

    private Mono<Status> revokeOthers(Call<Nothing> call) {
        return sessions.endOthers(call.user()).thenReturn(Status.DONE);
    }

    private Mono<Answer<Status>> revokeAll(Call<Nothing> call) {
        return sessions.endAll(call.user().id())
                .thenReturn(Answer.of(Status.DONE).with(cookies.expired()));
    }

    private boolean isOwn(Call<?> call, String token) {
        return cookies.read(call.sender().credentials())
                .filter(shown -> shown.token().equals(token))
                .isPresent();
    }
}
