package io.vedette.identity.password;

import static io.vedette.identity.AuthProblem.CREDENTIAL_ACCOUNT_NOT_FOUND;
import static io.vedette.identity.AuthProblem.EMAIL_NOT_VERIFIED;
import static io.vedette.identity.AuthProblem.INVALID_EMAIL;
import static io.vedette.identity.AuthProblem.INVALID_EMAIL_OR_PASSWORD;
import static io.vedette.identity.AuthProblem.INVALID_PASSWORD;
import static io.vedette.identity.AuthProblem.PASSWORD_TOO_LONG;
import static io.vedette.identity.AuthProblem.PASSWORD_TOO_SHORT;
import static io.vedette.identity.AuthProblem.USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL;
import static io.vedette.platform.failure.CommonProblem.OVERLOADED;
import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.Route.post;

import io.vedette.identity.AuthRoutes;
import io.vedette.identity.account.EmailAddress;
import io.vedette.identity.password.PasswordService.Entered;
import io.vedette.identity.session.Session;
import io.vedette.identity.session.SessionCookies;
import io.vedette.identity.session.SignedIn;
import io.vedette.platform.operation.Answer;
import io.vedette.platform.operation.Answer.Header;
import io.vedette.platform.operation.Call;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people do with an address and a password. */
@Component
final class PasswordApi implements Api {
    private final AuthRoutes routes;
    private final PasswordService passwords;
    private final SessionCookies cookies;

    private final Operation<SignUp, Answer<SignedUp>> signUp = operation("signUpEmail", "Make an account")
            .callers(ANYONE)
            .takes(SignUp.class)
            .answers(SignedUp.class, 200)
            .mayFail(PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL, OVERLOADED)
            .by(this::signUp);
    private final Operation<SignIn, Answer<SignedInAnswer>> signIn = operation("signInEmail", "Sign in with a password")
            .callers(ANYONE)
            .takes(SignIn.class)
            .answers(SignedInAnswer.class, 200)
            .mayFail(INVALID_EMAIL, PASSWORD_TOO_LONG, INVALID_EMAIL_OR_PASSWORD, EMAIL_NOT_VERIFIED, OVERLOADED)
            .by(this::signIn);
    private final Operation<ChangePassword, Answer<SignedUp>> change = operation(
                    "changePassword", "Choose another password, knowing the current one")
            .callers(USER)
            .takes(ChangePassword.class)
            .answers(SignedUp.class, 200)
            .mayFail(PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, CREDENTIAL_ACCOUNT_NOT_FOUND, INVALID_PASSWORD, OVERLOADED)
            .by(this::change);

    PasswordApi(AuthRoutes routes, PasswordService passwords, SessionCookies cookies) {
        this.routes = routes;
        this.passwords = passwords;
        this.cookies = cookies;
    }

    @Override
    public RouteGroup routes() {
        return routes.of(
                post("/sign-up/email", signUp).orForm(),
                post("/sign-in/email", signIn).orForm(),
                post("/change-password", change));
    }

    private Mono<Answer<SignedUp>> signUp(Call<SignUp> call) {
        SignUp request = call.input();
        Passwords.check(request.password());
        return passwords.signUp(request, call.sender()).map(entered -> answer(call, entered, request.remembers()));
    }

    private Mono<Answer<SignedInAnswer>> signIn(Call<SignIn> call) {
        SignIn request = call.input();
        if (!EmailAddress.isValid(request.email())) {
            throw INVALID_EMAIL.because("It is no address");
        }
        Passwords.checkNotTooLong(request.password());
        return passwords.signIn(request, call.sender()).map(signedIn -> answer(call, signedIn));
    }

    private Mono<Answer<SignedUp>> change(Call<ChangePassword> call) {
        Passwords.check(call.input().newPassword());
        Passwords.checkNotTooLong(call.input().currentPassword());
        boolean remember = !cookies.asksToForget(call.sender().credentials());
        return passwords
                .change(call.user(), call.input(), call.sender(), remember)
                .map(entered -> answer(call, entered, remember));
    }

    private Answer<SignedUp> answer(Call<?> call, Entered entered, boolean remember) {
        return entered.session()
                .map(session -> Answer.of(new SignedUp(session.token(), entered.user()))
                        .with(cookies.carrying(session, remember, call.sender().credentials())))
                .orElseGet(() -> Answer.of(new SignedUp(null, entered.user())));
    }

    private Answer<SignedInAnswer> answer(Call<SignIn> call, SignedIn signedIn) {
        Session session = signedIn.session();
        String target = call.input().callbackURL();
        return Answer.of(new SignedInAnswer(target != null, session.token(), target, signedIn.user()))
                .with(
                        target == null
                                ? List.of()
                                : List.of(new Header(
                                        "Location", URI.create(target).toASCIIString())))
                .with(cookies.carrying(
                        session, call.input().remembers(), call.sender().credentials()));
    }
}
