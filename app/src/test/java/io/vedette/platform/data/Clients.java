package io.vedette.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.platform.failure.CommonProblem;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many callers of one server; remembers which of their writes were answered. */
final class Clients implements AutoCloseable {
    static final int POOL = 8;
    static final int MANY = 40;
    /** What is promised is 2 s; this is the bound for a bug. */
    static final Duration HANGING = Duration.ofSeconds(5);

    static final Duration HEALING = Duration.ofSeconds(25);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Pools pools;
    final DatabaseClient database;
    final Transactions transactions;
    final Set<Integer> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();

    Clients(DatabaseUrl url) {
        pools = new Pools(url, POOL, meters);
        database = DatabaseClient.create(pools);
        transactions = new Transactions(new R2dbcTransactionManager(pools), meters);
    }

    /** One write in a transaction, or why it was refused. */
    Mono<String> write() {
        return Mono.defer(() -> {
            int number = numbers.incrementAndGet();
            return transactions
                    .write(database.sql("insert into acknowledged values (%d)".formatted(number))
                            .then())
                    .then(Mono.fromRunnable(() -> answered.add(number)))
                    .as(Clients::outcome);
        });
    }

    /** One statement without a transaction. */
    Mono<String> read() {
        return database.sql("select 1").fetch().rowsUpdated().as(Clients::outcome);
    }

    void allAreAnswered() {
        assertThat(many()).containsOnly("done");
    }

    void allAreRefusedSoon(String when) {
        long start = System.nanoTime();
        List<String> outcomes = many();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("%s: %d callers were refused within %d ms%n", when, outcomes.size(), took.toMillis());
        assertThat(outcomes).containsOnly("DATABASE_UNAVAILABLE");
        assertThat(took).isLessThan(HANGING);
    }

    void allHeals(String when) {
        long start = System.nanoTime();
        Await.until(when + ": a write is answered again", HEALING, () -> "done".equals(write().block(HANGING)));
        System.out.printf("%s: normal after %d ms%n", when, (System.nanoTime() - start) / 1_000_000);
        Await.until(
                when + ": all are answered again", HEALING, () -> Set.of("done").equals(Set.copyOf(many())));
        Await.until(when + ": nothing is held", HEALING, () -> gauge("acquired") == 0 && gauge("pending") == 0);
    }

    double gauge(String what) {
        return meters.get("vedette.database.pool." + what).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    @Override
    public void close() {
        pools.close();
    }

    private List<String> many() {
        Flux<String> all = Flux.range(0, MANY).flatMap(each -> each % 2 == 0 ? write() : read(), MANY);
        return Objects.requireNonNull(all.collectList().block(HEALING));
    }

    static Mono<String> outcome(Mono<?> call) {
        return call.onErrorMap(DatabaseFailures::translate)
                .then(Mono.just("done"))
                .onErrorResume(error -> Mono.just(name(error)));
    }

    private static String name(Throwable error) {
        return error instanceof FailureException known && known.failure() instanceof Failure.Unavailable away
                ? ((CommonProblem) away.problem()).name()
                : error.toString();
    }
}
