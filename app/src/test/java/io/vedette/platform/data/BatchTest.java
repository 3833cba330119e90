package io.vedette.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.platform.failure.CommonProblem;
import io.vedette.platform.failure.FailureException;
import io.vedette.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class BatchTest {
    private static final int MOST = 10;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final List<List<Integer>> asked = new CopyOnWriteArrayList<>();

    @Test
    void what_comes_while_one_is_asked_shares_the_next_up_to_its_limit() {
        Sinks.Empty<Void> first = Sinks.empty();
        Batch<Integer, Integer> batch = asking(keys -> first.asMono().thenReturn(doubled(keys)));
        CompletableFuture<@Nullable Integer> early = batch.of(1).toFuture();
        Await.until("it is asked", SOON, () -> asked.size() == 1);
        var late = Flux.range(2, 12).flatMapSequential(batch::of).collectList().toFuture();
        first.tryEmitEmpty();
        assertThat(early.join()).isEqualTo(2);
        assertThat(late.join())
                .isEqualTo(IntStream.range(2, 14).mapToObj(key -> 2 * key).toList());
        assertThat(asked).extracting(List::size).containsExactly(1, MOST, 2);
    }

    @Test
    void who_finds_nothing_is_told_so() {
        assertThat(asking(_ -> Mono.just(Map.of())).of(1).blockOptional(SOON)).isEmpty();
        assertThat(asking(_ -> Mono.empty()).of(1).blockOptional(SOON)).isEmpty();
    }

    /** He may hold a lock, and others' answers are none of his business. */
    @Test
    void who_asks_first_does_not_do_the_asking() {
        Thread mine = Thread.currentThread();
        CompletableFuture<Thread> asker = new CompletableFuture<>();
        asking(keys -> {
                    asker.complete(Thread.currentThread());
                    return Mono.just(doubled(keys));
                })
                .of(1)
                .block(SOON);
        assertThat(asker.join()).isNotEqualTo(mine);
    }

    @Test
    void a_statement_that_fails_is_told_to_its_own_and_to_nobody_after() {
        Batch<Integer, Integer> batch = asking(keys -> switch (asked.size()) {
            case 1 -> throw new IllegalStateException("thrown");
            case 2 -> Mono.error(new IllegalStateException("told"));
            default -> Mono.just(doubled(keys));
        });
        assertThatThrownBy(() -> batch.of(1).block(SOON)).hasMessage("thrown");
        assertThatThrownBy(() -> batch.of(1).block(SOON)).hasMessage("told");
        assertThat(batch.of(1).block(SOON)).isEqualTo(2);
    }

    @Test
    void who_has_gone_keeps_nobody_waiting() {
        Sinks.Empty<Void> first = Sinks.empty();
        Batch<Integer, Integer> batch = asking(keys -> first.asMono().thenReturn(doubled(keys)));
        batch.of(1).subscribe().dispose();
        batch.of(2).subscribe().dispose();
        CompletableFuture<@Nullable Integer> stays = batch.of(3).toFuture();
        first.tryEmitEmpty();
        assertThat(stays.join()).isEqualTo(6);
    }

    @Test
    void an_answer_may_lead_to_the_next_question() {
        Batch<Integer, Integer> batch = asking(keys -> Mono.just(doubled(keys)));
        assertThat(batch.of(1).flatMap(batch::of).flatMap(batch::of).block(SOON))
                .isEqualTo(8);
    }

    @Test
    void each_of_many_who_ask_at_once_is_answered() {
        Batch<Integer, Integer> batch = asking(keys -> Mono.just(doubled(keys)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> answers = IntStream.range(0, 5_000)
                    .mapToObj(key ->
                            CompletableFuture.supplyAsync(() -> batch.of(key).block(SOON), threads))
                    .toList();
            assertThat(answers.stream().map(CompletableFuture::join).toList())
                    .isEqualTo(
                            IntStream.range(0, 5_000).mapToObj(key -> 2 * key).toList());
        }
        assertThat(asked).allSatisfy(keys -> assertThat(keys).hasSizeBetween(1, MOST));
    }

    @Test
    void more_than_can_wait_are_refused() {
        Batch<Integer, Integer> batch = asking(_ -> Mono.never());
        IntStream.range(0, 60_000).forEach(key -> batch.of(key).subscribe(_ -> {}, _ -> {}));
        assertThatThrownBy(() -> batch.of(0).block(SOON))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().problem()).isEqualTo(CommonProblem.OVERLOADED));
    }

    private Batch<Integer, Integer> asking(Function<List<Integer>, Mono<Map<Integer, Integer>>> ask) {
        return new Batch<>(
                "test",
                MOST,
                Duration.ofMillis(1),
                keys -> {
                    asked.add(keys);
                    return ask.apply(keys);
                },
                new SimpleMeterRegistry());
    }

    private static Map<Integer, Integer> doubled(List<Integer> keys) {
        return keys.stream().distinct().collect(Collectors.toMap(key -> key, key -> 2 * key));
    }
}
