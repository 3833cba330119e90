package io.vedette.realtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.vedette.platform.web.Network;
import io.vedette.platform.web.WebSettings;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Holds every address to its share of handshakes. Memory is bounded: of very many, those who come least are forgotten. */
@Component
final class HandshakeLimits {
    private static final int PER_SECOND = 50;
    private static final int MOST_ADDRESSES = 100_000;

    private final boolean enabled;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    HandshakeLimits(WebSettings settings) {
        this.enabled = settings.rateLimitEnabled();
    }

    boolean admit(String address) {
        return !enabled || buckets.get(Network.around(address), _ -> bucket()).tryConsume(1);
    }

    private static Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(PER_SECOND).refillGreedy(PER_SECOND, Duration.ofSeconds(1)))
                .build();
    }
}
