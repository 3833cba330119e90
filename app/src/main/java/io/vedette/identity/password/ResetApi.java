package io.vedette.identity.password;

import static io.vedette.identity.AuthProblem.INVALID_CALLBACK_URL;
import static io.vedette.identity.AuthProblem.INVALID_TOKEN;
import static io.vedette.identity.AuthProblem.PASSWORD_TOO_LONG;
import static io.vedette.identity.AuthProblem.PASSWORD_TOO_SHORT;
import static io.vedette.platform.failure.CommonProblem.OVERLOADED;
import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.post;

import io.vedette.identity.AuthRoutes;
import io.vedette.identity.Destinations;
import io.vedette.platform.operation.Answer;
import io.vedette.platform.operation.Call;
import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Getting back in with a mailed link. */
@Component
final class ResetApi implements Api {
    /** The same for addresses with an account and without. */
    record Requested(boolean status, String message) {
        static final Requested REQUESTED = new Requested(
                true, "If this address has an account, a link to choose a new password is on its way to it.");
    }

    /** Done. */
    record Changed(boolean status) {}

    private final AuthRoutes routes;
    private final ResetService resets;
    private final Destinations destinations;

    private final Operation<RequestReset, Requested> request =
            requesting("requestPasswordReset", "Have a link mailed that lets one choose a new password");
    private final Operation<RequestReset, Requested> requestAsBefore =
            requesting("forgetPassword", "The same, by the name it had in older versions of Better Auth");
    private final Operation<FollowReset, Answer<Nothing>> follow = operation(
                    "followResetLink", "Where the mailed link leads: on to the page that asks for the password")
            .callers(ANYONE)
            .takes(FollowReset.class)
            .answers(Nothing.class, 302)
            .mayFail(INVALID_CALLBACK_URL)
            .by(this::follow);
    private final Operation<ResetPassword, Changed> reset = operation(
                    "resetPassword", "Choose a new password with the token of the link")
            .callers(ANYONE)
            .takes(ResetPassword.class)
            .gives(Changed.class)
            .mayFail(INVALID_TOKEN, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, OVERLOADED)
            .by(this::reset);

    ResetApi(AuthRoutes routes, ResetService resets, Destinations destinations) {
        this.routes = routes;
        this.resets = resets;
        this.destinations = destinations;
    }

    @Override
    public RouteGroup routes() {
        return routes.of(
                post("/request-password-reset", request),
                post("/forget-password", requestAsBefore),
                get("/reset-password/{token}", follow),
                post("/reset-password", reset));
    }

    private Operation<RequestReset, Requested> requesting(String id, String summary) {
        return operation(id, summary)
                .callers(ANYONE)
                .takes(RequestReset.class)
                .gives(Requested.class)
                .by(this::request);
    }

    private Mono<Requested> request(Call<RequestReset> call) {
        return resets.request(call.input()).thenReturn(Requested.REQUESTED);
    }

    private Mono<Answer<Nothing>> follow(Call<FollowReset> call) {
        FollowReset link = call.input();
        destinations.check(link.callbackURL(), INVALID_CALLBACK_URL);
        return resets.isGood(link.token())
                .map(good -> good
                        ? destinations.with(link.callbackURL(), "token", link.token())
                        : destinations.with(link.callbackURL(), "error", INVALID_TOKEN.name()))
                .map(Answer::found);
    }

    private Mono<Changed> reset(Call<ResetPassword> call) {
        ResetPassword input = call.input();
        if (input.token() == null) {
            throw INVALID_TOKEN.because("There is none");
        }
        Passwords.check(input.newPassword());
        return resets.reset(input.token(), input.newPassword()).thenReturn(new Changed(true));
    }
}
