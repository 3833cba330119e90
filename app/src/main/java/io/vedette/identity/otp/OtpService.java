package io.vedette.identity.otp;

import io.vedette.identity.AuthMails;
import io.vedette.identity.IdentitySettings;
import io.vedette.identity.account.Accounts;
import io.vedette.identity.account.EmailAddress;
import io.vedette.identity.account.User;
import io.vedette.identity.account.Users;
import io.vedette.identity.otp.OtpCodes.Try;
import io.vedette.identity.password.Passwords;
import io.vedette.identity.session.SessionService;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.operation.Sender;
import io.vedette.platform.ops.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a mailed code lets people do. */
@Component
final class OtpService {
    private final Users users;
    private final Accounts accounts;
    private final SessionService sessions;
    private final OtpCodes codes;
    private final Passwords passwords;
    private final AuthMails mails;
    private final Transactions transactions;
    private final IdentitySettings settings;
    private final Clock clock;

    OtpService(
            Users users,
            Accounts accounts,
            SessionService sessions,
            OtpCodes codes,
            Passwords passwords,
            AuthMails mails,
            Transactions transactions,
            IdentitySettings settings,
            Clock clock) {
        this.users = users;
        this.accounts = accounts;
        this.sessions = sessions;
        this.codes = codes;
        this.passwords = passwords;
        this.mails = mails;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Strangers are mailed only if the code could make them an account. */
    Mono<Void> send(OtpType type, String address) {
        String email = EmailAddress.normal(address);
        return users.findByEmail(email)
                .hasElement()
                .filter(known -> known || type == OtpType.SIGN_IN)
                .flatMap(_ -> transactions.write(mail(type, email)));
    }

    Mono<Void> check(CheckOtp request) {
        return tried(request.type(), request.email(), request.otp(), false, () -> Mono.just(true))
                .then();
    }

    Mono<Welcome> verify(VerifyEmail request, Sender sender) {
        String email = EmailAddress.normal(request.email());
        return tried(
                OtpType.EMAIL_VERIFICATION,
                email,
                request.otp(),
                true,
                () -> users.findByEmail(email)
                        .flatMap(user -> users.verify(user.id()))
                        .flatMap(user -> settings.requiresVerification() ? welcome(user, sender) : silent(user)));
    }

    Mono<Welcome> signIn(SignInWithOtp request, Sender sender) {
        String email = EmailAddress.normal(request.email());
        return tried(
                OtpType.SIGN_IN,
                email,
                request.otp(),
                true,
                () -> users.findByEmail(email)
                        .flatMap(this::cleared)
                        .switchIfEmpty(Mono.defer(() -> newcomer(email, request)))
                        .flatMap(user -> welcome(user, sender)));
    }

    /** The hash is made before the code is spent, so that a busy server costs nobody a code. */
    Mono<Void> reset(ResetWithOtp request) {
        String email = EmailAddress.normal(request.email());
        return passwords
                .hash(request.password())
                .flatMap(hash -> tried(
                        OtpType.FORGET_PASSWORD,
                        email,
                        request.otp(),
                        true,
                        () -> users.findByEmail(email)
                                .flatMap(user ->
                                        accounts.setPassword(user.id(), hash).then(users.verify(user.id())))))
                .then();
    }

    /** Does what follows in the transaction of the try; how the try ended is committed in any case. */
    private <T> Mono<T> tried(OtpType type, String address, String code, boolean spend, Supplier<Mono<T>> then) {
        record Ended<V>(Try outcome, Optional<V> result) {}
        String email = EmailAddress.normal(address);
        Mono<Ended<T>> work = codes.attempt(type, email, code, spend)
                .flatMap(outcome -> outcome == Try.RIGHT
                        ? then.get()
                                .map(done -> new Ended<>(outcome, Optional.of(done)))
                                .defaultIfEmpty(new Ended<>(Try.WRONG, Optional.empty()))
                        : Mono.just(new Ended<T>(outcome, Optional.empty())));
        return transactions
                .write(work)
                .doOnNext(ended -> ended.outcome().orFail())
                .map(ended -> ended.result().orElseThrow());
    }

    private Mono<Void> mail(OtpType type, String email) {
        return codes.make(type, email).flatMap(code -> mails.sendCode("otp-" + type, email, type.subject(), code));
    }

    private Mono<Welcome> welcome(User user, Sender sender) {
        return sessions.open(user, sender, true).map(session -> new Welcome(user, Optional.of(session)));
    }

    private static Mono<Welcome> silent(User user) {
        return Mono.just(new Welcome(user, Optional.empty()));
    }

    /** Whoever made the account before its address was proven may not have been its owner: what they had is taken away. */
    private Mono<User> cleared(User user) {
        return user.emailVerified()
                ? Mono.just(user)
                : accounts.deleteAll(user.id()).then(sessions.endAll(user.id())).then(users.verify(user.id()));
    }

    private Mono<User> newcomer(String email, SignInWithOtp request) {
        Instant now = clock.instant();
        String name = Objects.requireNonNullElse(request.name(), "");
        User user = new User(Ids.text(32), name, email, true, request.image(), now, now);
        return users.insert(user)
                .flatMap(added ->
                        added ? Mono.just(user) : users.findByEmail(email).flatMap(this::cleared));
    }
}
