package io.vedette.identity.password;

import static io.vedette.identity.AuthProblem.INVALID_TOKEN;

import io.vedette.identity.AuthMails;
import io.vedette.identity.AuthRoutes;
import io.vedette.identity.account.Accounts;
import io.vedette.identity.account.EmailAddress;
import io.vedette.identity.account.User;
import io.vedette.identity.account.Users;
import io.vedette.identity.verification.Verifications;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.json.Texts;
import io.vedette.platform.ops.Ids;
import io.vedette.platform.web.WebSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets somebody who reads the mail of an account choose a new password. */
@Component
final class ResetService {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int TOKEN_LENGTH = 24;

    private final Users users;
    private final Accounts accounts;
    private final Verifications verifications;
    private final Passwords passwords;
    private final AuthMails mails;
    private final Transactions transactions;
    private final Clock clock;
    private final URI base;

    ResetService(
            Users users,
            Accounts accounts,
            Verifications verifications,
            Passwords passwords,
            AuthMails mails,
            Transactions transactions,
            Clock clock,
            WebSettings settings) {
        this.users = users;
        this.accounts = accounts;
        this.verifications = verifications;
        this.passwords = passwords;
        this.mails = mails;
        this.transactions = transactions;
        this.clock = clock;
        this.base = settings.baseUrl();
    }

    /** Ends the same way whether there is such a user or not. */
    Mono<Void> request(RequestReset request) {
        String destination = request.redirectTo() == null ? "/" : request.redirectTo();
        return users.findByEmail(EmailAddress.normal(request.email()))
                .flatMap(user -> transactions.write(mailLink(user, destination)));
    }

    /** Whether the link still works; it does so once more, when the new password is sent. */
    Mono<Boolean> isGood(String token) {
        return Texts.areClean(token)
                ? verifications
                        .find(name(token))
                        .map(found -> !found.isOver(clock.instant()))
                        .defaultIfEmpty(false)
                : Mono.just(false);
    }

    /** The hash comes first, so that the token is not spent when the server is too busy to make one. */
    Mono<Void> reset(@Nullable String token, String newPassword) {
        return Mono.justOrEmpty(token)
                .filterWhen(this::isGood)
                .flatMap(good -> passwords
                        .hash(newPassword)
                        .flatMap(hash -> transactions.write(verifications
                                .take(name(good))
                                .flatMap(userId ->
                                        accounts.setPassword(userId, hash).thenReturn(true)))))
                .switchIfEmpty(Mono.error(() -> INVALID_TOKEN.because("It is wrong, used or too old")))
                .then();
    }

    private Mono<Void> mailLink(User user, String destination) {
        String token = Ids.text(TOKEN_LENGTH);
        String link = "%s%s/reset-password/%s?callbackURL=%s"
                .formatted(
                        base.toString().replaceAll("/$", ""),
                        AuthRoutes.BASE,
                        token,
                        URLEncoder.encode(destination, StandardCharsets.UTF_8).replace("+", "%20"));
        return verifications.add(name(token), user.id(), LIFE).then(mails.sendResetLink(user.email(), link));
    }

    private static String name(String token) {
        return "reset-password:" + token;
    }
}
