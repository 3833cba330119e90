package io.vedette.identity.otp;

import static io.vedette.identity.AuthProblem.INVALID_OTP;
import static io.vedette.identity.AuthProblem.OTP_EXPIRED;
import static io.vedette.identity.AuthProblem.TOO_MANY_ATTEMPTS;

import io.vedette.identity.verification.Verification;
import io.vedette.identity.verification.Verifications;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The codes under way: six digits, five minutes, three wrong tries. They are kept as Better Auth keeps hashed ones. */
@Component
final class OtpCodes {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int MOST_TRIES = 3;
    private static final int CODES = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Verifications verifications;
    private final Clock clock;

    OtpCodes(Verifications verifications, Clock clock) {
        this.verifications = verifications;
        this.clock = clock;
    }

    /** How a try ended. It is a value rather than an error, because a wrong one must be written down. */
    enum Try {
        RIGHT,
        WRONG,
        EXPIRED,
        TOO_MANY;

        void orFail() {
            FailureException refusal = switch (this) {
                case RIGHT -> null;
                case WRONG -> INVALID_OTP.because("It is not the code that was sent");
                case EXPIRED -> OTP_EXPIRED.because("Ask for another");
                case TOO_MANY -> TOO_MANY_ATTEMPTS.because("Ask for another");
            };
            if (refusal != null) {
                throw refusal;
            }
        }
    }

    /** A new code; the one before is worth nothing from now on. */
    Mono<String> make(OtpType type, String email) {
        return Mono.fromSupplier(() -> "%06d".formatted(RANDOM.nextInt(CODES)))
                .flatMap(code -> verifications
                        .replace(name(type, email), hash(code) + ":0", LIFE)
                        .thenReturn(code));
    }

    /** Part of a transaction: of several tries at the same time, each sees what the one before left. */
    Mono<Try> attempt(OtpType type, String email, String code, boolean spend) {
        return verifications
                .lock(name(type, email))
                .flatMap(sent -> judge(sent, code, spend))
                .defaultIfEmpty(Try.WRONG);
    }

    private Mono<Try> judge(Verification sent, String code, boolean spend) {
        int colon = sent.value().lastIndexOf(':');
        int tries = Integer.parseInt(sent.value().substring(colon + 1));
        String hash = sent.value().substring(0, Math.max(0, colon));
        if (sent.isOver(clock.instant())) {
            return delete(sent, Try.EXPIRED);
        }
        if (tries >= MOST_TRIES) {
            return delete(sent, Try.TOO_MANY);
        }
        if (!Secrets.same(hash, hash(code))) {
            return verifications.change(sent.id(), hash + ":" + (tries + 1)).thenReturn(Try.WRONG);
        }
        return spend ? delete(sent, Try.RIGHT) : Mono.just(Try.RIGHT);
    }

    private Mono<Try> delete(Verification sent, Try outcome) {
        return verifications.delete(sent.identifier()).thenReturn(outcome);
    }

    private static String name(OtpType type, String email) {
        return "%s-otp-%s".formatted(type, email);
    }

    private static String hash(String code) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
