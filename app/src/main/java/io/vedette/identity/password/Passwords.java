package io.vedette.identity.password;

import static io.vedette.identity.AuthProblem.PASSWORD_TOO_LONG;
import static io.vedette.identity.AuthProblem.PASSWORD_TOO_SHORT;

import io.vedette.platform.failure.CommonProblem;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes and checks hashes, a few at a time and away from everything else: each takes a core for a while and 32 MiB. */
@Component
public final class Passwords {
    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final PasswordWorkers workers;
    private final AtomicBoolean warned = new AtomicBoolean();

    Passwords(PasswordWorkers workers) {
        this.workers = workers;
    }

    /** Counted as JavaScript counts: in UTF-16 units. */
    public static void check(String password) {
        if (password.length() < SHORTEST) {
            throw PASSWORD_TOO_SHORT.because("At least %d characters", SHORTEST);
        }
        checkNotTooLong(password);
    }

    public static void checkNotTooLong(String password) {
        if (password.length() > LONGEST) {
            throw PASSWORD_TOO_LONG.because("At most %d characters", LONGEST);
        }
    }

    public Mono<String> hash(String password) {
        return work(() -> ScryptHash.of(password).toString());
    }

    /** Takes as long whether there is a hash to hold it against or not, so that nobody learns who has an account. */
    public Mono<Boolean> verify(String password, @Nullable String hash) {
        ScryptHash known = hash == null ? null : ScryptHash.parse(hash).orElse(null);
        if (hash != null && known == null && warned.compareAndSet(false, true)) {
            LOG.warn("Some accounts have a password hash that isn't scrypt: their owners must reset it to sign in");
        }
        ScryptHash compared = known == null ? ScryptHash.OF_NOBODY : known;
        return work(() -> compared.matches(password) && known != null);
    }

    private <T> Mono<T> work(Callable<T> hashing) {
        return Mono.fromCallable(hashing)
                .subscribeOn(workers.scheduler())
                .onErrorMap(RejectedExecutionException.class, _ -> busy());
    }

    private static FailureException busy() {
        return new FailureException(new Failure.Unavailable(CommonProblem.OVERLOADED, SOON));
    }
}
