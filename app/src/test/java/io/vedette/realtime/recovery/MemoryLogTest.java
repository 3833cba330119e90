package io.vedette.realtime.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.testing.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class MemoryLogTest implements RecoveryLogContract {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final LogBounds LARGE = LogBounds.of(WINDOW);
    private static final Receivers ALL = new Receivers.InRoom("all");

    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private long now;
    private MemoryLog log = of(LARGE);

    private MemoryLog of(LogBounds bounds) {
        meters = new SimpleMeterRegistry();
        return new MemoryLog(bounds, () -> now, meters);
    }

    @Override
    public RecoveryLog log() {
        return log;
    }

    @Override
    public Duration window() {
        return WINDOW;
    }

    @Override
    public void pass(Duration time) {
        now += time.toNanos() + 1;
        log.forgetTheOld();
    }

    private static <T> T now(Mono<T> mono) {
        return Objects.requireNonNull(mono.block());
    }

    private Missed read(String account, Position after) {
        return now(log.read(account, after));
    }

    private Position position(String account) {
        return now(log.read(account, null)).now();
    }

    private void append(String account, long fact, int size) {
        log.append(account, new Entry(fact, ALL, "told", "x".repeat(size))).block();
    }

    private double gauge(String name) {
        return meters.get("vedette.recovery." + name).gauge().value();
    }

    private double trimmed(String reason) {
        return meters.get("vedette.recovery.trimmed")
                .tag("reason", reason)
                .counter()
                .count();
    }

    @Nested
    class Is_bounded {
        @Test
        void by_entries_of_an_account() {
            Position empty = position("ada");
            IntStream.rangeClosed(1, 10_000).forEach(fact -> append("ada", fact, 2));
            assertThat(read("ada", empty).entries()).hasSize(10_000);
            append("ada", 10_001, 2);
            append("eve", 10_002, 2);
            assertThat(read("ada", empty).isWhole()).isFalse();
            assertThat(gauge("entries")).isEqualTo(10_001);
            assertThat(trimmed("count")).isEqualTo(1);
        }

        @Test
        void by_bytes_of_an_account() {
            Position empty = position("ada");
            IntStream.rangeClosed(1, 63).forEach(fact -> append("ada", fact, 1 << 16));
            assertThat(read("ada", empty).isWhole()).isTrue();
            append("ada", 64, 1 << 16);
            assertThat(read("ada", empty).isWhole()).isFalse();
            assertThat(gauge("bytes")).isLessThanOrEqualTo(4 << 20);
            assertThat(trimmed("bytes")).isEqualTo(1);
        }

        @Test
        void by_bytes_of_all_of_which_the_oldest_go_first() {
            log = of(new LogBounds(WINDOW, 1_000, 1 << 20, 10_000, 10, 100));
            Position ada = position("ada");
            Position eve = position("eve");
            append("ada", 1, 4_000);
            append("eve", 2, 4_000);
            append("eve", 3, 4_000);
            assertThat(read("ada", ada).isWhole()).isFalse();
            assertThat(read("eve", eve).entries()).hasSize(2);
            assertThat(trimmed("node")).isEqualTo(1);
        }

        @Test
        void by_passes_at_rest_of_which_the_oldest_go_first() {
            log = of(new LogBounds(WINDOW, 1_000, 1 << 20, 1 << 20, 2, 100));
            List<Hold> holds = IntStream.range(0, 4)
                    .mapToObj(number -> now(log.issue("ada" + number % 2, pass("pid" + number))))
                    .toList();
            IntStream.range(0, 3)
                    .forEach(number ->
                            log.rest("ada" + number % 2, holds.get(number)).block());
            assertThat(now(log.take("ada0", "pid0", PHONE, 1))).isEmpty();
            assertThat(now(log.take("ada1", "pid1", PHONE, 1))).isPresent();
            assertThat(now(log.take("ada1", "pid3", PHONE, 1))).isPresent();
            assertThat(gauge("passes")).isEqualTo(3);
        }

        private Pass pass(String pid) {
            return new Pass(pid, "sid", PHONE, 1, position("ada0"));
        }

        @Test
        void and_holds_nothing_when_all_is_over() {
            IntStream.rangeClosed(1, 100).forEach(fact -> append("ada" + fact % 7, fact, 10));
            log.rest("ada0", now(log.issue("ada0", pass("pid")))).block();
            MemoryLogTest.this.pass(WINDOW.plusSeconds(1));
            assertThat(gauge("entries")).isZero();
            assertThat(gauge("bytes")).isZero();
            assertThat(gauge("passes")).isZero();
            MemoryLogTest.this.pass(WINDOW.plusSeconds(1));
            assertThat(gauge("accounts")).isZero();
        }
    }

    @Test
    void a_fact_that_comes_again_after_its_entry_was_removed_is_not_told_again() {
        List<Logged> told = new ArrayList<>();
        log = of(new LogBounds(WINDOW, 1, 1 << 20, 1 << 20, 2, 100));
        log.follow(told::add);
        append("ada", 1, 1);
        append("ada", 2, 1);
        append("ada", 1, 1);
        pass(WINDOW.plusSeconds(1));
        append("ada", 2, 1);
        assertThat(told).hasSize(2);
    }

    @Test
    void a_follower_that_breaks_breaks_nothing_else() {
        log.follow(_ -> {
            throw new IllegalArgumentException("As the test wants it");
        });
        Position empty = position("ada");
        append("ada", 1, 1);
        assertThat(read("ada", empty).entries()).hasSize(1);
    }

    /** What the log should be, written down plainly. */
    private final class Model {
        private final LogBounds bounds = new LogBounds(Duration.ofSeconds(10), 5, 1_600, 4_000, 10, 1_000);
        private final Map<String, List<Line>> all = new HashMap<>();
        private final Map<String, List<Position>> places = new HashMap<>();
        private final Map<String, Integer> removed = new HashMap<>();
        private final Set<Long> told = new HashSet<>();
        private int count;

        private record Line(String account, int order, long fact, long at, int bytes) {}

        Model() {
            log = of(bounds);
            for (String account : List.of("ada", "eve", "bob")) {
                log.issue(account, new Pass("pid", "sid", new UUID(0, 7), 1, position(account)))
                        .block();
                all.put(account, new ArrayList<>());
                places.put(account, new ArrayList<>(List.of(position(account))));
                removed.put(account, 0);
            }
        }

        void step(RandomGenerator random) {
            if (random.nextInt(5) == 0) {
                now += random.nextLong(Duration.ofSeconds(8).toNanos());
                log.forgetTheOld();
                removeWhile(line -> now - line.at() > bounds.window().toNanos());
            } else {
                append(List.of("ada", "eve", "bob").get(random.nextInt(3)), random.nextInt(300), random.nextInt(700));
            }
        }

        private void append(String account, long fact, int size) {
            MemoryLogTest.this.append(account, fact, size);
            if (told.add(fact)) {
                List<Line> own = lines(account);
                own.add(new Line(account, count++, fact, now, new Entry(fact, ALL, "told", "x".repeat(size)).bytes()));
                while (own.size() > bounds.entries() || bytes(own) > bounds.bytes()) {
                    removeOldest(account);
                }
                removeWhile(_ -> bytes(everything()) > bounds.nodeBytes());
            }
            Objects.requireNonNull(places.get(account)).add(position(account));
        }

        private List<Line> lines(String account) {
            return Objects.requireNonNull(all.get(account));
        }

        private void removeWhile(Predicate<Line> condition) {
            for (var oldest = oldest(); oldest.isPresent() && condition.test(oldest.get()); oldest = oldest()) {
                removeOldest(oldest.get().account());
            }
        }

        private Optional<Line> oldest() {
            return everything().stream().min(Comparator.comparingInt(Line::order));
        }

        private List<Line> everything() {
            return all.values().stream().flatMap(List::stream).toList();
        }

        private void removeOldest(String account) {
            lines(account).removeFirst();
            removed.merge(account, 1, Integer::sum);
        }

        private static int bytes(List<Line> some) {
            return some.stream().mapToInt(Line::bytes).sum();
        }

        /** From each place that it ever was at, all or nothing. */
        void compare() {
            places.forEach((account, known) -> known.forEach(place -> {
                Missed missed = read(account, place);
                int gone = removed.getOrDefault(account, 0);
                assertThat(missed.isWhole()).isEqualTo(place.number() >= gone);
                List<Long> expected = place.number() < gone
                        ? List.of()
                        : lines(account).stream()
                                .skip(place.number() - gone)
                                .map(Line::fact)
                                .toList();
                assertThat(missed.entries().stream()
                                .map(logged -> logged.entry().fact()))
                        .isEqualTo(expected);
            }));
            assertThat(gauge("bytes")).isEqualTo(bytes(everything()));
        }
    }

    @Test
    void is_what_a_plain_model_says_after_anything_that_may_happen() {
        Property.check(200, random -> {
            Model model = new Model();
            for (int step = 0; step < 60; step++) {
                model.step(random);
                model.compare();
            }
        });
    }
}
