package io.vedette.identity.profile;

import static io.vedette.identity.AuthProblem.EMAIL_CAN_NOT_BE_UPDATED;
import static io.vedette.identity.UncodedProblem.NO_FIELDS_TO_UPDATE;
import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.post;

import io.vedette.identity.AuthRoutes;
import io.vedette.identity.account.Users;
import io.vedette.identity.session.SessionCookies;
import io.vedette.identity.session.SessionService;
import io.vedette.identity.session.SignedIn;
import io.vedette.platform.operation.Answer;
import io.vedette.platform.operation.Call;
import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Text;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;

/** One's own name and picture; and whether anybody is there at all. */
@Component
final class ProfileApi implements Api {
    /** Done. */
    record Updated(boolean status) {}

    /** Up. */
    record Ok(boolean ok) {}

    private final AuthRoutes routes;
    private final Users users;
    private final SessionService sessions;
    private final SessionCookies cookies;

    private final Operation<UpdateUser, Answer<Updated>> update = operation(
                    "updateUser", "Change one's name or picture")
            .callers(USER)
            .takes(UpdateUser.class)
            .answers(Updated.class, 200)
            .mayFail(EMAIL_CAN_NOT_BE_UPDATED, NO_FIELDS_TO_UPDATE)
            .by(this::update);
    private final Operation<Nothing, Ok> ok = operation("readOk", "Say that the service is there")
            .callers(ANYONE)
            .gives(Ok.class)
            .by(_ -> Mono.just(new Ok(true)));
    private final Operation<ErrorPage, Text> error = operation("readErrorPage", "A page that shows an error's code")
            .callers(ANYONE)
            .takes(ErrorPage.class)
            .gives(Text.class)
            .by(call -> Mono.just(page(call.input())));

    ProfileApi(AuthRoutes routes, Users users, SessionService sessions, SessionCookies cookies) {
        this.routes = routes;
        this.users = users;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @Override
    public RouteGroup routes() {
        return routes.of(post("/update-user", update), get("/ok", ok), get("/error", error));
    }

    private Mono<Answer<Updated>> update(Call<UpdateUser> call) {
        UpdateUser wanted = call.input();
        if (wanted.email() != null) {
            throw EMAIL_CAN_NOT_BE_UPDATED.because("It is how one is known");
        }
        if (wanted.changesNothing()) {
            throw NO_FIELDS_TO_UPDATE.because("A name or an image is needed");
        }
        String id = call.user().id();
        return users.update(
                        id,
                        wanted.name(),
                        wanted.image().isGiven(),
                        wanted.image().value())
                .doOnSuccess(_ -> sessions.forget(id))
                .then(sessions.of(call.user()))
                .map(signedIn -> updated(call, signedIn));
    }

    private Answer<Updated> updated(Call<?> call, SignedIn signedIn) {
        boolean remember = !cookies.asksToForget(call.sender().credentials());
        return Answer.of(new Updated(true))
                .with(cookies.carrying(
                        signedIn.session(), remember, call.sender().credentials()));
    }

    private static Text page(ErrorPage wanted) {
        String code = Objects.requireNonNullElse(wanted.error(), "UNKNOWN");
        return new Text("text/html;charset=utf-8", """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Error</title>
                <h1>Something went wrong</h1><p>Code: <code>%s</code></p></html>
                """.formatted(HtmlUtils.htmlEscape(code)));
    }
}
