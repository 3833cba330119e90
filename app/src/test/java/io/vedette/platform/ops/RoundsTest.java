package io.vedette.platform.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.SecretScan;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class RoundsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofHours(1);

    private static final class Counted extends Rounds {
        final AtomicInteger begun = new AtomicInteger();
        private final Supplier<Mono<Duration>> work;
        Mono<Void> leftOver = Mono.empty();

        Counted(Supplier<Mono<Duration>> work) {
            super(Duration.ofMillis(10));
            this.work = work;
        }

        @Override
        protected Mono<Duration> round() {
            begun.incrementAndGet();
            return work.get();
        }

        @Override
        protected Mono<Void> leftOver() {
            return leftOver;
        }
    }

    private Counted rounds = new Counted(() -> Mono.just(NEVER));

    @AfterEach
    void stop() {
        rounds.stop();
    }

    @Test
    void come_again_after_the_rest_that_each_asks_for() {
        begin(() -> Mono.just(Duration.ofMillis(1)));
        has(5);
    }

    @Test
    void come_at_once_when_somebody_wakes_them() {
        begin(() -> Mono.just(NEVER));
        has(1);
        rounds.wake();
        has(2);
    }

    @Test
    void come_again_when_somebody_woke_them_during_the_last_one() {
        Sinks.Empty<Void> gate = Sinks.empty();
        begin(() -> gate.asMono().thenReturn(NEVER));
        has(1);
        rounds.wake();
        gate.tryEmitEmpty().orThrow();
        has(2);
    }

    @Test
    void go_on_after_failures_which_are_told_once() {
        try (SecretScan log = SecretScan.ofTheLog()) {
            begin(() -> {
                throw new IllegalStateException("away");
            });
            has(3);
            rounds.stop();
            assertThat(log.lines().stream().filter(line -> line.contains("A round failed")))
                    .hasSize(1);
        }
    }

    @Test
    void end_with_the_one_that_is_under_way() throws Exception {
        Sinks.Empty<Void> gate = Sinks.empty();
        begin(() -> gate.asMono().thenReturn(Duration.ZERO));
        has(1);
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        rounds.stop(() -> stopped.complete(null));
        assertThat(stopped).isNotDone();
        gate.tryEmitEmpty().orThrow();
        stopped.get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(rounds.begun).hasValue(1);
        assertThat(rounds.isRunning()).isFalse();
    }

    @Test
    void end_without_the_one_that_does_not() throws Exception {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        begin(() -> Mono.<Duration>never().doOnCancel(() -> cancelled.complete(null)));
        has(1);
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        rounds.stop(() -> stopped.complete(null));
        cancelled.get(SOON.toSeconds(), TimeUnit.SECONDS);
        stopped.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void end_with_what_they_have_begun_and_not_waited_for() throws Exception {
        Sinks.Empty<Void> gate = Sinks.empty();
        begin(() -> Mono.just(NEVER));
        rounds.leftOver = gate.asMono();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        rounds.stop(() -> stopped.complete(null));
        Await.until("it is waited for", SOON, () -> gate.currentSubscriberCount() == 1);
        assertThat(stopped).isNotDone();
        gate.tryEmitEmpty().orThrow();
        stopped.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private void begin(Supplier<Mono<Duration>> work) {
        rounds = new Counted(work);
        rounds.start();
    }

    private void has(int begun) {
        Await.until(begun + " rounds have begun", SOON, () -> rounds.begun.get() >= begun);
    }
}
