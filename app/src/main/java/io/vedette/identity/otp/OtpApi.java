package io.vedette.identity.otp;

import static io.vedette.identity.AuthProblem.INVALID_EMAIL;
import static io.vedette.identity.AuthProblem.INVALID_OTP;
import static io.vedette.identity.AuthProblem.OTP_EXPIRED;
import static io.vedette.identity.AuthProblem.PASSWORD_TOO_LONG;
import static io.vedette.identity.AuthProblem.PASSWORD_TOO_SHORT;
import static io.vedette.identity.AuthProblem.TOO_MANY_ATTEMPTS;
import static io.vedette.platform.failure.CommonProblem.OVERLOADED;
import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.Route.post;

import io.vedette.identity.AuthRoutes;
import io.vedette.identity.UncodedProblem;
import io.vedette.identity.account.EmailAddress;
import io.vedette.identity.account.User;
import io.vedette.identity.password.Passwords;
import io.vedette.identity.session.SessionCookies;
import io.vedette.platform.operation.Answer;
import io.vedette.platform.operation.Call;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Getting in, and proving an address, with a mailed code. */
@Component
final class OtpApi implements Api {
    /** Done. */
    record Sent(boolean success) {
        static final Sent SENT = new Sent(true);
    }

    /** Whose address is proven, with a session's token if one was opened. */
    record Verified(boolean status, @Nullable String token, User user) {}

    /** Who came in, with their session's token. */
    record Entered(@Nullable String token, User user) {}

    private final AuthRoutes routes;
    private final OtpService otps;
    private final SessionCookies cookies;

    private final Operation<SendOtp, Sent> send = operation("sendVerificationOtp", "Have a code mailed")
            .callers(ANYONE)
            .takes(SendOtp.class)
            .gives(Sent.class)
            .mayFail(INVALID_EMAIL, UncodedProblem.INVALID_OTP_TYPE)
            .by(this::send);
    private final Operation<CheckOtp, Sent> check = operation("checkVerificationOtp", "Try a code without spending it")
            .callers(ANYONE)
            .takes(CheckOtp.class)
            .gives(Sent.class)
            .mayFail(INVALID_EMAIL, INVALID_OTP, OTP_EXPIRED, TOO_MANY_ATTEMPTS)
            .by(this::check);
    private final Operation<VerifyEmail, Answer<Verified>> verify = operation(
                    "verifyEmailWithOtp", "Prove one's address with a code")
            .callers(ANYONE)
            .takes(VerifyEmail.class)
            .answers(Verified.class, 200)
            .mayFail(INVALID_EMAIL, INVALID_OTP, OTP_EXPIRED, TOO_MANY_ATTEMPTS)
            .by(this::verify);
    private final Operation<SignInWithOtp, Answer<Entered>> signIn = operation(
                    "signInEmailOtp", "Sign in with a code; somebody new gets an account")
            .callers(ANYONE)
            .takes(SignInWithOtp.class)
            .answers(Entered.class, 200)
            .mayFail(INVALID_OTP, OTP_EXPIRED, TOO_MANY_ATTEMPTS)
            .by(this::signIn);
    private final Operation<RequestOtpReset, Sent> requestReset =
            requesting("requestPasswordResetOtp", "Have a code mailed that lets one choose a new password");
    private final Operation<RequestOtpReset, Sent> requestResetAsBefore =
            requesting("forgetPasswordOtp", "The same, by the name it had in older versions of Better Auth");
    private final Operation<ResetWithOtp, Sent> reset = operation(
                    "resetPasswordOtp", "Choose a new password with a code")
            .callers(ANYONE)
            .takes(ResetWithOtp.class)
            .gives(Sent.class)
            .mayFail(PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, INVALID_OTP, OTP_EXPIRED, TOO_MANY_ATTEMPTS, OVERLOADED)
            .by(this::reset);

    OtpApi(AuthRoutes routes, OtpService otps, SessionCookies cookies) {
        this.routes = routes;
        this.otps = otps;
        this.cookies = cookies;
    }

    @Override
    public RouteGroup routes() {
        return routes.of(
                post("/email-otp/send-verification-otp", send),
                post("/email-otp/check-verification-otp", check),
                post("/email-otp/verify-email", verify),
                post("/sign-in/email-otp", signIn),
                post("/email-otp/request-password-reset", requestReset),
                post("/forget-password/email-otp", requestResetAsBefore),
                post("/email-otp/reset-password", reset));
    }

    private Operation<RequestOtpReset, Sent> requesting(String id, String summary) {
        return operation(id, summary)
                .callers(ANYONE)
                .takes(RequestOtpReset.class)
                .gives(Sent.class)
                .mayFail(INVALID_EMAIL)
                .by(call -> sendTo(call.input().email(), OtpType.FORGET_PASSWORD));
    }

    private Mono<Sent> send(Call<SendOtp> call) {
        if (call.input().type() == OtpType.CHANGE_EMAIL) {
            throw UncodedProblem.INVALID_OTP_TYPE.because("It is not offered here");
        }
        return sendTo(call.input().email(), call.input().type());
    }

    private Mono<Sent> sendTo(String email, OtpType type) {
        requireAddress(email);
        return otps.send(type, email).thenReturn(Sent.SENT);
    }

    private Mono<Sent> check(Call<CheckOtp> call) {
        requireAddress(call.input().email());
        return otps.check(call.input()).thenReturn(Sent.SENT);
    }

    private Mono<Answer<Verified>> verify(Call<VerifyEmail> call) {
        requireAddress(call.input().email());
        return otps.verify(call.input(), call.sender())
                .map(welcome -> with(call, welcome, new Verified(true, token(welcome), welcome.user())));
    }

    private Mono<Answer<Entered>> signIn(Call<SignInWithOtp> call) {
        return otps.signIn(call.input(), call.sender())
                .map(welcome -> with(call, welcome, new Entered(token(welcome), welcome.user())));
    }

    private Mono<Sent> reset(Call<ResetWithOtp> call) {
        Passwords.check(call.input().password());
        return otps.reset(call.input()).thenReturn(Sent.SENT);
    }

    private <T> Answer<T> with(Call<?> call, Welcome welcome, T body) {
        Answer<T> answer = Answer.of(body);
        return welcome.session()
                .map(session -> answer.with(
                        cookies.carrying(session, true, call.sender().credentials())))
                .orElse(answer);
    }

    private static @Nullable String token(Welcome welcome) {
        return welcome.session().map(session -> session.token()).orElse(null);
    }

    private static void requireAddress(String email) {
        if (!EmailAddress.isValid(email)) {
            throw INVALID_EMAIL.because("It is no address");
        }
    }
}
