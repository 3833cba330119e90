package io.vedette.webhooks;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vedette.platform.bus.CatchUp;
import io.vedette.platform.data.Lane;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Knows which accounts have no webhook, so that what happens in those costs the database nothing. Whoever changes that says
 * so; while the bus is unwell all that is known here is read anew each second.
 */
@Component
final class WebhookAccounts implements CatchUp {
    private static final int MOST_KNOWN = 100_000;
    private static final int REFRESHED_PER_STATEMENT = 10_000;

    private final WebhookTable webhooks;
    private final AsyncCache<String, Boolean> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).recordStats().buildAsync();

    WebhookAccounts(WebhookTable webhooks, MeterRegistry meters) {
        this.webhooks = webhooks;
        CaffeineCacheMetrics.monitor(meters, known, "vedette.webhook.accounts");
    }

    Mono<Boolean> areIn(String userId) {
        return Mono.fromFuture(() -> known.get(userId, (id, _) -> ask(id)), true);
    }

    /** A look-up that runs meanwhile is answered, but not kept. */
    void forget(String userId) {
        known.synchronous().invalidate(userId);
    }

    @Override
    public Mono<Void> catchUp() {
        return Flux.fromIterable(List.copyOf(known.asMap().keySet()))
                .buffer(REFRESHED_PER_STATEMENT)
                .concatMap(users -> Lane.jobs(webhooks.ownersAmong(users))
                        .doOnNext(owners -> users.forEach(user -> forgetUnless(user, owners.contains(user)))))
                .then();
    }

    private void forgetUnless(String userId, boolean now) {
        CompletableFuture<Boolean> before = known.getIfPresent(userId);
        if (before != null && before.state() == Future.State.SUCCESS && before.getNow(now) != now) {
            known.asMap().remove(userId, before);
        }
    }

    private CompletableFuture<Boolean> ask(String userId) {
        return Lane.jobs(webhooks.ownersAmong(List.of(userId)))
                .map((Set<String> owners) -> owners.contains(userId))
                .toFuture()
                .thenApply(Objects::requireNonNull);
    }
}
