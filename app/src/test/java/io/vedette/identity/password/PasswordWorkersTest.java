package io.vedette.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class PasswordWorkersTest {
    private static final int LOOPS = 4;
    private static final int EACH = 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PasswordWorkers workers = new PasswordWorkers(new SimpleMeterRegistry());
    private final Scheduler loops = Schedulers.newParallel("loops", LOOPS);

    @AfterEach
    void end() {
        loops.dispose();
        workers.destroy();
    }

    private Mono<String> outcome(Runnable hashing) {
        return Mono.fromRunnable(hashing)
                .subscribeOn(workers.scheduler())
                .thenReturn("hashed")
                .onErrorResume(RejectedExecutionException.class, _ -> Mono.just("refused"))
                .onErrorResume(failure -> Mono.just(failure.toString()));
    }

    @Test
    void event_loops_that_hand_in_at_the_same_time_never_wait_for_each_other() {
        List<String> outcomes = Flux.range(0, LOOPS)
                .flatMap(_ -> Flux.range(0, EACH)
                        .subscribeOn(loops)
                        .flatMap(_ -> outcome(() -> {}), Integer.MAX_VALUE)
                        .distinct())
                .distinct()
                .collectList()
                .block(PATIENCE);
        assertThat(outcomes).contains("hashed").isSubsetOf("hashed", "refused");
    }

    @Test
    void so_many_may_wait_and_the_next_is_refused_until_one_is_done() {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(threads);
        Runnable held = () -> {
            begun.countDown();
            awaitGate(gate);
        };
        List<Mono<String>> working =
                IntStream.range(0, threads).mapToObj(_ -> handedIn(held)).toList();
        awaitGate(begun);
        List<Mono<String>> waiting = IntStream.range(0, threads * 32)
                .mapToObj(_ -> handedIn(() -> {}))
                .toList();
        assertThat(outcome(() -> {}).block(PATIENCE)).isEqualTo("refused");
        gate.countDown();
        assertThat(Flux.concat(working)
                        .concatWith(Flux.concat(waiting))
                        .distinct()
                        .collectList()
                        .block(PATIENCE))
                .containsExactly("hashed");
        assertThat(outcome(() -> {}).block(PATIENCE)).isEqualTo("hashed");
    }

    /** Handed in now, not when somebody asks how it went. */
    private Mono<String> handedIn(Runnable hashing) {
        Mono<String> outcome = outcome(hashing).cache();
        outcome.subscribe();
        return outcome;
    }

    private static void awaitGate(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
