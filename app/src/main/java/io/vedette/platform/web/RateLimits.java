package io.vedette.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.CallerKind;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Holds every caller to its share. Memory is bounded: of very many callers, those who call least are forgotten. */
@Component
final class RateLimits {
    private static final int MOST_CALLERS = 100_000;

    /** So many calls in a time, refilled steadily. */
    record Limit(long calls, Duration per) {
        Bandwidth bandwidth() {
            return Bandwidth.builder().capacity(calls).refillGreedy(calls, per).build();
        }
    }

    private static final Limit ANONYMOUS = new Limit(100, Duration.ofMinutes(15));
    private static final Limit PERSON = new Limit(600, Duration.ofMinutes(1));
    private static final Limit DEVICE = new Limit(1_200, Duration.ofMinutes(1));

    private final boolean enabled;
    private final Counter refused;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(Duration.ofMinutes(15))
            .build();

    RateLimits(WebSettings settings, MeterRegistry metrics) {
        this.enabled = settings.rateLimitEnabled();
        this.refused = metrics.counter("vedette.http.rate.limited");
        metrics.gauge("vedette.http.rate.buckets", buckets, Cache::estimatedSize);
    }

    void take(Caller caller) {
        if (enabled) {
            ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(1);
            refuseUnless(probe.isConsumed(), caller, probe.getNanosToWaitForRefill());
        }
    }

    /** Whether there is still something to take; nothing is taken. */
    void look(Caller caller) {
        if (enabled) {
            EstimationProbe probe = bucket(caller).estimateAbilityToConsume(1);
            refuseUnless(probe.canBeConsumed(), caller, probe.getNanosToWaitForRefill());
        }
    }

    private Bucket bucket(Caller caller) {
        return buckets.get(
                bucketOf(caller),
                _ -> Bucket.builder()
                        .addLimit(limitOf(caller.kind()).bandwidth())
                        .build());
    }

    private void refuseUnless(boolean allowed, Caller caller, long nanosToWait) {
        if (!allowed) {
            refused.increment();
            long calls = limitOf(caller.kind()).calls();
            throw new FailureException(new Failure.Limited(calls, 0, Duration.ofNanos(nanosToWait)));
        }
    }

    private static Limit limitOf(CallerKind kind) {
        return switch (kind) {
            case ANYONE -> ANONYMOUS;
            case USER, OPERATOR, MONITOR -> PERSON;
            case CAMERA, CLIENT -> DEVICE;
        };
    }

    private static String bucketOf(Caller caller) {
        return caller instanceof Caller.Anonymous(String address) ? Network.around(address) : caller.key();
    }
}
