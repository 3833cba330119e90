package io.vedette.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.web.Network;
import io.vedette.platform.web.WebSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Better Auth's windows, one for each address and path: a window ends when nothing was let in for as long as it is. */
@Component
final class AuthLimits {
    private static final int MOST_WINDOWS = 100_000;
    private static final Rule USUAL = new Rule(100, Duration.ofSeconds(10));
    private static final Rule PASSWORDS = new Rule(3, Duration.ofSeconds(10));
    private static final Rule MAILS = new Rule(3, Duration.ofSeconds(60));
    private static final Set<String> MAILING = Set.of(
            "/request-password-reset",
            "/send-verification-email",
            "/sign-in/email-otp",
            "/email-otp/send-verification-otp",
            "/email-otp/check-verification-otp",
            "/email-otp/verify-email",
            "/email-otp/request-password-reset",
            "/email-otp/reset-password");

    private record Rule(int calls, Duration window) {
        static Rule of(String path) {
            if (MAILING.contains(path) || path.startsWith("/forget-password")) {
                return MAILS;
            }
            boolean password = path.startsWith("/sign-in")
                    || path.startsWith("/sign-up")
                    || path.startsWith("/change-password")
                    || path.startsWith("/change-email");
            return password ? PASSWORDS : USUAL;
        }
    }

    private record Window(int calls, Instant last) {}

    private record Key(String network, String path) {}

    private final boolean enabled;
    private final Clock clock;
    private final Counter refused;
    private final Cache<Key, Window> windows = Caffeine.newBuilder()
            .maximumSize(MOST_WINDOWS)
            .expireAfterWrite(Duration.ofMinutes(2))
            .build();

    AuthLimits(WebSettings settings, Clock clock, MeterRegistry meters) {
        this.enabled = settings.rateLimitEnabled();
        this.clock = clock;
        this.refused = meters.counter("vedette.identity.rate.limited");
        meters.gauge("vedette.identity.rate.windows", windows, Cache::estimatedSize);
    }

    void take(String address, String path) {
        if (!enabled) {
            return;
        }
        Rule rule = Rule.of(path);
        Instant now = clock.instant();
        windows.asMap().compute(new Key(Network.around(address), path), (_, before) -> next(before, rule, now));
    }

    /** What is refused doesn't lengthen the window: nothing is written then. */
    private Window next(@Nullable Window before, Rule rule, Instant now) {
        if (before == null || before.last().plus(rule.window()).isBefore(now)) {
            return new Window(1, now);
        }
        if (before.calls() >= rule.calls()) {
            refused.increment();
            Duration wait = Duration.between(now, before.last().plus(rule.window()));
            throw new FailureException(new Failure.Limited(rule.calls(), 0, wait));
        }
        return new Window(before.calls() + 1, now);
    }
}
