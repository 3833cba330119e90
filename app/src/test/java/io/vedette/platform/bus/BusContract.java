package io.vedette.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.bus.TestFact.Ended;
import io.vedette.platform.bus.TestFact.Happened;
import io.vedette.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What every bus does. */
interface BusContract {
    Duration SOON = Duration.ofSeconds(30);

    Bus bus();

    @Test
    default void every_listener_has_handled_a_fact_when_its_publisher_is_done() {
        Ears one = new Ears();
        Ears other = new Ears();
        bus().receive(
                        Happened.class,
                        "one",
                        envelope -> Mono.delay(Duration.ofMillis(50)).then(one.apply(envelope)));
        bus().receive(Happened.class, "other", other);
        StepVerifier.create(bus().publish(happened(7))).expectComplete().verify(SOON);
        assertThat(one.envelopes()).containsExactly(happened(7));
        assertThat(other.envelopes()).containsExactly(happened(7));
    }

    @Test
    default void a_listener_hears_its_own_kind_and_those_below_it() {
        ConcurrentLinkedQueue<Fact> some = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Fact> all = new ConcurrentLinkedQueue<>();
        bus().subscribe(Ended.class, "some", fact -> Mono.fromRunnable(() -> some.add(fact)));
        bus().subscribe(TestFact.class, "all", fact -> Mono.fromRunnable(() -> all.add(fact)));
        bus().publish(happened(1)).then(bus().publish(ended())).block(SOON);
        assertThat(some).containsExactly(ended().fact());
        assertThat(all).containsExactly(happened(1).fact(), ended().fact());
    }

    @Test
    default void a_fact_that_nobody_hears_is_done() {
        StepVerifier.create(bus().publish(ended())).expectComplete().verify(SOON);
    }

    @Test
    default void a_listener_gets_one_fact_at_a_time_in_order() {
        Ears ears = new Ears();
        assertThat(mostAtOnce(ears, new AtomicInteger(), handler -> bus().receive(Happened.class, "ears", handler)))
                .isEqualTo(1);
        assertThat(ears.of("a"))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
    }

    @Test
    default void a_listener_that_says_so_gets_some_at_once_and_no_more() {
        Ears ears = new Ears();
        AtomicInteger left = new AtomicInteger();
        assertThat(mostAtOnce(ears, left, handler -> bus().receive(Happened.class, "ears", 3, handler)))
                .isEqualTo(3);
        assertThat(ears.of("a"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(left).hasValue(0);
    }

    private int mostAtOnce(
            Ears ears, AtomicInteger atOnce, Consumer<Function<Envelope<Happened>, Mono<Void>>> listens) {
        AtomicInteger most = new AtomicInteger();
        listens.accept(envelope -> Mono.fromRunnable(() -> most.accumulateAndGet(atOnce.incrementAndGet(), Math::max))
                .then(Mono.delay(Duration.ofMillis(1)))
                .then(ears.apply(envelope))
                .doOnTerminate(atOnce::decrementAndGet));
        Flux.range(1, 200)
                .flatMap(number -> bus().publish(happened(number)), 200)
                .then()
                .block(SOON);
        return most.get();
    }

    @Test
    default void many_publish_at_once() {
        Ears ears = new Ears();
        bus().receive(Happened.class, "ears", ears);
        Flux.range(1, 2000)
                .flatMap(number -> bus().publish(happened(number)).subscribeOn(Schedulers.boundedElastic()), 64)
                .then()
                .block(SOON);
        assertThat(ears.count()).isEqualTo(2000);
    }

    @Test
    default void a_listener_that_fails_for_a_moment_is_tried_again() {
        AtomicInteger calls = new AtomicInteger();
        bus().subscribe(
                        Happened.class,
                        "moody",
                        _ -> calls.incrementAndGet() < 3
                                ? Mono.error(new IllegalStateException("not now"))
                                : Mono.empty());
        StepVerifier.create(bus().publish(happened(1))).expectComplete().verify(SOON);
        assertThat(calls).hasValue(3);
    }

    @Test
    default void a_listener_that_fails_takes_nothing_from_the_others_and_hears_the_next() {
        Ears ears = new Ears();
        Ears failing = new Ears();
        bus().receive(Happened.class, "failing", envelope -> {
            if (envelope.fact().number() == 1) {
                throw new IllegalStateException("no");
            }
            return failing.apply(envelope);
        });
        bus().receive(Happened.class, "ears", ears);
        StepVerifier.create(bus().publish(happened(1)))
                .verifyErrorSatisfies(error ->
                        assertThat(UnhandledException.reasonOf(error)).isEqualTo(UnhandledException.Reason.FAILED));
        bus().publish(happened(2)).block(SOON);
        assertThat(ears.of("a")).containsExactly(1L, 2L);
        assertThat(failing.of("a")).containsExactly(2L);
    }

    @Test
    default void a_listener_that_is_too_slow_refuses_and_takes_nothing_from_the_others() {
        Sinks.Empty<Void> gate = Sinks.empty();
        Ears ears = new Ears();
        Ears slow = new Ears();
        bus().receive(Happened.class, "slow", envelope -> gate.asMono().then(slow.apply(envelope)));
        bus().receive(Happened.class, "ears", ears);
        int some = 100;
        AtomicInteger refused = new AtomicInteger();
        Mono<List<Integer>> answers = Flux.range(1, Bus.CAPACITY + some)
                .flatMap(number -> answer(bus().publish(happened(number)), refused), Integer.MAX_VALUE)
                .collectList();
        StepVerifier.create(answers)
                .then(() -> Await.until("some are refused", SOON, () -> refused.get() > some / 2))
                .then(() -> gate.tryEmitEmpty().orThrow())
                .expectNextCount(1)
                .expectComplete()
                .verify(SOON);
        assertThat(ears.count()).isEqualTo(Bus.CAPACITY + some);
        assertThat(slow.count() + refused.get()).isEqualTo(Bus.CAPACITY + some);
    }

    @Test
    default void a_listener_that_goes_leaves_what_waits_for_it_unhandled() {
        Disposable deaf = bus().subscribe(Happened.class, "deaf", _ -> Mono.never());
        StepVerifier.create(Flux.range(1, 3)
                        .flatMap(number -> answer(bus().publish(happened(number)), new AtomicInteger())))
                .thenAwait(Duration.ofMillis(20))
                .then(deaf::dispose)
                .expectNext(1, 1, 1)
                .expectComplete()
                .verify(SOON);
        StepVerifier.create(bus().publish(happened(4))).expectComplete().verify(SOON);
    }

    @Test
    default void two_listeners_of_one_name_are_a_bug() {
        bus().receive(Happened.class, "same", new Ears());
        assertThatThrownBy(() -> bus().receive(Happened.class, "same", new Ears()))
                .hasMessageContaining("same");
    }

    private static Mono<Integer> answer(Mono<Void> published, AtomicInteger refused) {
        return published
                .thenReturn(0)
                .onErrorResume(
                        UnhandledException.class,
                        _ -> Mono.fromCallable(() -> {
                            refused.incrementAndGet();
                            return 1;
                        }));
    }

    private static Envelope<Happened> happened(long number) {
        return new Envelope<>(number, new Happened("a", number));
    }

    private static Envelope<Ended> ended() {
        return new Envelope<>(0, new Ended("a"));
    }
}
