package io.vedette.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.bus.Fact;
import io.vedette.platform.bus.Kind;
import io.vedette.platform.bus.TestFact;
import io.vedette.platform.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

class FactKindsTest {
    private static final JsonMapper JSON = Json.jsonMapper();
    private static final int LOOPS = 4;
    private static final int ROUNDS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Nameless(String key) implements Fact {}

    /** The scan looks for types that stand alone, so it doesn't find this one, and other tests can start. */
    @Kind("test.happened")
    @SuppressWarnings("ClassCanBeStatic")
    private final class Impostor implements Fact {
        @Override
        public String key() {
            return "a";
        }
    }

    @Test
    void a_fact_is_read_as_it_was_written() {
        FactKinds kinds = FactKinds.onClassPath(JSON);
        Fact fact = new TestFact.Happened("a", 1);
        assertThat(kinds.nameOf(fact)).isEqualTo("test.happened");
        assertThat(kinds.read("test.happened", kinds.write(fact))).isEqualTo(fact);
    }

    /** As on event loops, which must not wait for each other while one finds out how a kind is read. */
    @Test
    void the_first_of_a_kind_may_be_read_by_many_at_the_same_time() {
        Scheduler loops = Schedulers.newParallel("loops", LOOPS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                FactKinds kinds = new FactKinds(Json.jsonMapper(), List.of(TestFact.Happened.class));
                AtomicInteger there = new AtomicInteger();
                Fact read = Flux.range(0, LOOPS)
                        .flatMap(_ -> Mono.fromCallable(() -> {
                                    there.incrementAndGet();
                                    boolean allThere = false;
                                    while (!allThere) {
                                        allThere = there.get() == LOOPS;
                                    }
                                    return kinds.read("test.happened", "{\"key\":\"a\",\"number\":1}");
                                })
                                .subscribeOn(loops))
                        .distinct()
                        .single()
                        .block(PATIENCE);
                assertThat(read).isEqualTo(new TestFact.Happened("a", 1));
            }
        } finally {
            loops.dispose();
        }
    }

    @Test
    void two_facts_of_one_kind_stop_the_start() {
        assertThatThrownBy(() -> new FactKinds(JSON, List.of(TestFact.Happened.class, Impostor.class)))
                .hasMessageContaining("test.happened is the kind of both");
    }

    @Test
    void a_fact_without_a_kind_is_a_bug() {
        assertThatThrownBy(() -> FactKinds.onClassPath(JSON).nameOf(new Nameless("a")))
                .hasMessageContaining("says no @Kind");
    }
}
