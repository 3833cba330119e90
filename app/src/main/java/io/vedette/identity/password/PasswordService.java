package io.vedette.identity.password;

import static io.vedette.identity.AuthProblem.CREDENTIAL_ACCOUNT_NOT_FOUND;
import static io.vedette.identity.AuthProblem.EMAIL_NOT_VERIFIED;
import static io.vedette.identity.AuthProblem.INVALID_EMAIL_OR_PASSWORD;
import static io.vedette.identity.AuthProblem.INVALID_PASSWORD;
import static io.vedette.identity.AuthProblem.USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL;

import io.vedette.identity.IdentitySettings;
import io.vedette.identity.account.Accounts;
import io.vedette.identity.account.EmailAddress;
import io.vedette.identity.account.User;
import io.vedette.identity.account.UserWithPassword;
import io.vedette.identity.account.Users;
import io.vedette.identity.session.Session;
import io.vedette.identity.session.SessionService;
import io.vedette.identity.session.SignedIn;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Sender;
import io.vedette.platform.ops.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Signing up, signing in and changing a password. */
@Component
final class PasswordService {
    private final Users users;
    private final Accounts accounts;
    private final SessionService sessions;
    private final Passwords passwords;
    private final Transactions transactions;
    private final IdentitySettings settings;
    private final Clock clock;

    PasswordService(
            Users users,
            Accounts accounts,
            SessionService sessions,
            Passwords passwords,
            Transactions transactions,
            IdentitySettings settings,
            Clock clock) {
        this.users = users;
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** A user, and their session unless they have to prove their address first. */
    record Entered(User user, Optional<Session> session) {}

    /** Where an address must be proven, nobody learns here whether it has an account: a taken one gets a made-up answer. */
    Mono<Entered> signUp(SignUp request, Sender sender) {
        User user = newUser(request);
        return passwords
                .hash(request.password())
                .flatMap(hash -> transactions.write(enter(user, hash, request, sender)));
    }

    Mono<SignedIn> signIn(SignIn request, Sender sender) {
        return accounts.findByEmail(EmailAddress.normal(request.email()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> verified(found, request.password()))
                .flatMap(known -> transactions.write(open(known, request, sender)));
    }

    /** With the old sessions ended, if asked for, and a new one in their place. */
    Mono<Entered> change(Caller.User caller, ChangePassword request, Sender sender, boolean remember) {
        return accounts.findByUser(caller.id())
                .filter(known -> known.hash() != null)
                .switchIfEmpty(Mono.error(() -> CREDENTIAL_ACCOUNT_NOT_FOUND.because("There is no password yet")))
                .filterWhen(known -> passwords.verify(request.currentPassword(), known.hash()))
                .switchIfEmpty(Mono.error(PasswordService::wrongCurrent))
                .flatMap(known -> passwords
                        .hash(request.newPassword())
                        .flatMap(hash ->
                                transactions.write(replace(known, hash, request.endsSessions(), sender, remember))));
    }

    private Mono<Entered> enter(User user, String hash, SignUp request, Sender sender) {
        return users.insert(user).flatMap(added -> {
            if (settings.requiresVerification()) {
                return (added ? accounts.insert(user.id(), hash) : Mono.<Void>empty())
                        .thenReturn(new Entered(user, Optional.empty()));
            }
            return added
                    ? accounts.insert(user.id(), hash)
                            .then(sessions.open(user, sender, request.remembers()))
                            .map(session -> new Entered(user, Optional.of(session)))
                    : Mono.error(USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL.because("The address is taken"));
        });
    }

    private Mono<UserWithPassword> verified(Optional<UserWithPassword> found, String password) {
        return passwords
                .verify(password, found.map(UserWithPassword::hash).orElse(null))
                .filter(right -> right)
                .switchIfEmpty(Mono.error(PasswordService::wrong))
                .map(_ -> found.orElseThrow())
                .filter(known -> known.user().emailVerified() || !settings.requiresVerification())
                .switchIfEmpty(Mono.error(() -> EMAIL_NOT_VERIFIED.because("Prove the address with a mailed code")));
    }

    /** The check of a password takes a while: one that has been replaced or taken away since opens nothing. */
    private Mono<SignedIn> open(UserWithPassword known, SignIn request, Sender sender) {
        return accounts.stillHas(known.user().id(), known.hash())
                .filter(still -> still)
                .switchIfEmpty(Mono.error(PasswordService::wrong))
                .flatMap(_ -> sessions.open(known.user(), sender, request.remembers()))
                .map(session -> new SignedIn(session, known.user()));
    }

    private Mono<Entered> replace(
            UserWithPassword known, String hash, boolean endsSessions, Sender sender, boolean remember) {
        User user = known.user();
        Mono<Optional<Session>> session = endsSessions
                ? sessions.endAll(user.id())
                        .then(sessions.open(user, sender, remember))
                        .map(Optional::of)
                : Mono.just(Optional.empty());
        return accounts.stillHas(user.id(), known.hash())
                .filter(still -> still)
                .switchIfEmpty(Mono.error(PasswordService::wrongCurrent))
                .flatMap(_ -> accounts.setPassword(user.id(), hash).then(session))
                .map(opened -> new Entered(user, opened));
    }

    private static FailureException wrong() {
        return INVALID_EMAIL_OR_PASSWORD.because("One of them is wrong");
    }

    private static FailureException wrongCurrent() {
        return INVALID_PASSWORD.because("The current password is another");
    }

    private User newUser(SignUp request) {
        Instant now = clock.instant();
        return new User(
                Ids.text(32), request.name(), EmailAddress.normal(request.email()), false, request.image(), now, now);
    }
}
