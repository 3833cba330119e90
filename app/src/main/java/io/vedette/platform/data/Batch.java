package io.vedette.platform.data;

import static io.vedette.platform.failure.CommonProblem.OVERLOADED;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.ops.Ticks;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Answers many single questions with few statements. The first is asked at once; those that come while one runs, or soon
 * after it, share the next. No statement begins on the thread of who asks: he may hold a lock.
 */
public final class Batch<K, V> {
    private static final int CAPACITY = 50_000;

    private final int most;
    private final long between;
    private final Function<List<K>, Mono<Map<K, V>>> ask;
    private final DistributionSummary sizes;
    private final Deque<Question<K, V>> waiting = new ArrayDeque<>();
    private boolean busy;
    private long begunAt;

    private record Question<K, V>(K key, MonoSink<V> sink) {}

    /**
     * @param most in one statement
     * @param between how soon after one statement has begun the next may
     */
    public Batch(
            String name, int most, Duration between, Function<List<K>, Mono<Map<K, V>>> ask, MeterRegistry meters) {
        this.most = most;
        this.between = between.toNanos();
        this.ask = ask;
        this.begunAt = Ticks.nanos() - this.between;
        this.sizes = DistributionSummary.builder("vedette.batch.size")
                .tag("batch", name)
                .register(meters);
        Gauge.builder("vedette.batch.waiting", this, Batch::size)
                .tag("batch", name)
                .register(meters);
    }

    /** Empty where nothing was found. */
    public Mono<V> of(K key) {
        return Mono.create(sink -> join(new Question<>(key, sink)));
    }

    private void join(Question<K, V> question) {
        boolean first;
        synchronized (waiting) {
            if (waiting.size() >= CAPACITY) {
                question.sink().error(new FailureException(new Failure.Unavailable(OVERLOADED, Duration.ofSeconds(1))));
                return;
            }
            waiting.add(question);
            first = !busy;
            busy = true;
        }
        if (first) {
            begin();
        }
    }

    private void begin() {
        var _ = Mono.delay(Duration.ofNanos(Math.max(0, begunAt + between - Ticks.nanos())))
                .flatMap(_ -> run(take()))
                .subscribe(_ -> {}, _ -> {}, this::next);
    }

    /** Never fails: whoever asked is told. */
    private Mono<Void> run(List<Question<K, V>> questions) {
        sizes.record(questions.size());
        return Mono.defer(() -> ask.apply(questions.stream().map(Question::key).toList()))
                .defaultIfEmpty(Map.of())
                .doOnNext(found -> questions.forEach(question -> answer(question, found)))
                .doOnError(
                        error -> questions.forEach(question -> question.sink().error(error)))
                .onErrorComplete()
                .then();
    }

    private static <K, V> void answer(Question<K, V> question, Map<K, V> found) {
        V value = found.get(question.key());
        if (value == null) {
            question.sink().success();
        } else {
            question.sink().success(value);
        }
    }

    private void next() {
        boolean more;
        synchronized (waiting) {
            busy = !waiting.isEmpty();
            more = busy;
        }
        if (more) {
            begin();
        }
    }

    private List<Question<K, V>> take() {
        begunAt = Ticks.nanos();
        synchronized (waiting) {
            List<Question<K, V>> taken = new ArrayList<>();
            while (taken.size() < most && !waiting.isEmpty()) {
                taken.add(waiting.remove());
            }
            return taken;
        }
    }

    private int size() {
        synchronized (waiting) {
            return waiting.size();
        }
    }
}
