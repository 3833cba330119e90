package io.vedette.realtime.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What every recovery log promises, wherever it keeps what it is given. */
interface RecoveryLogContract {
    Duration PATIENCE = Duration.ofSeconds(20);
    UUID PHONE = new UUID(0, 1);
    UUID OTHER_PHONE = new UUID(0, 2);

    RecoveryLog log();

    /** As much of it as the log keeps passes and entries for. */
    void pass(Duration time);

    Duration window();

    private static <T> T now(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    private static Entry entry(long fact) {
        return new Entry(fact, new Receivers.Devices(Set.of(PHONE)), "told", "{\"fact\":%d}".formatted(fact));
    }

    private static void atOnce(int many, Runnable work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, many).forEach(_ -> threads.execute(work));
        }
    }

    private void append(String account, long... facts) {
        LongStream.of(facts).forEach(fact -> log().append(account, entry(fact)).block(PATIENCE));
    }

    private Position position(String account) {
        return now(log().read(account, null)).now();
    }

    private List<Long> missed(String account, Position since) {
        Missed missed = now(log().read(account, since));
        assertThat(missed.isWhole()).isTrue();
        return missed.entries().stream().map(logged -> logged.entry().fact()).toList();
    }

    private boolean isLost(String account, Position since) {
        Missed missed = now(log().read(account, since));
        assertThat(missed.isWhole() || missed.entries().isEmpty()).isTrue();
        return !missed.isWhole();
    }

    private Hold issued(String account, String pid) {
        return now(log().issue(account, new Pass(pid, "sid", PHONE, 1, position(account))));
    }

    private Optional<Hold> taken(String account, String pid) {
        return now(log().take(account, pid, PHONE, 1));
    }

    @Test
    default void gives_what_came_after_a_place_in_order() {
        append("ada", 1, 2);
        Position place = position("ada");
        append("ada", 5, 4, 3);
        assertThat(missed("ada", place)).containsExactly(5L, 4L, 3L);
        assertThat(missed("ada", position("ada"))).isEmpty();
    }

    @Test
    default void gives_entries_as_they_came_each_with_its_place() {
        Position empty = position("ada");
        Entry entry = new Entry(7, new Receivers.InRoom("porch"), "told", "{\"a\":\"ü\"}");
        log().append("ada", entry).block(PATIENCE);
        Missed missed = now(log().read("ada", empty));
        assertThat(missed.entries()).singleElement().satisfies(logged -> {
            assertThat(logged.entry()).isEqualTo(entry);
            assertThat(logged.account()).isEqualTo("ada");
            assertThat(logged.position()).isEqualTo(missed.now());
        });
    }

    @Test
    default void takes_a_fact_once_for_each_of_its_events() {
        Position empty = position("ada");
        append("ada", 1, 2, 1, 2);
        log().append("ada", new Entry(1, new Receivers.InRoom("porch"), "other", "{}"))
                .block(PATIENCE);
        assertThat(missed("ada", empty)).containsExactly(1L, 2L, 1L);
    }

    @Test
    default void a_place_in_the_log_of_another_is_none() {
        append("ada", 1);
        append("eve", 2);
        assertThat(isLost("ada", position("eve"))).isTrue();
        assertThat(isLost("nobody", position("eve"))).isTrue();
    }

    @Test
    default void nor_is_one_that_has_not_come_yet() {
        append("ada", 1);
        Position place = position("ada");
        assertThat(isLost("ada", new Position(place.epoch(), place.number() + 1)))
                .isTrue();
        assertThat(isLost("ada", new Position(place.epoch(), Long.MAX_VALUE))).isTrue();
        assertThat(isLost("ada", new Position(place.epoch(), -1))).isTrue();
    }

    @Test
    default void tells_each_entry_once_in_the_order_of_its_account_whoever_appends_at_the_same_time() {
        List<Logged> told = new CopyOnWriteArrayList<>();
        log().follow(told::add);
        Position empty = position("ada");
        AtomicInteger next = new AtomicInteger();
        atOnce(8, () -> IntStream.range(0, 50).forEach(_ -> append("ada", next.incrementAndGet() / 2)));
        assertThat(told.stream().map(logged -> logged.position().number()))
                .isEqualTo(LongStream.rangeClosed(empty.number() + 1, empty.number() + told.size())
                        .boxed()
                        .toList());
        assertThat(missed("ada", empty))
                .isEqualTo(told.stream().map(logged -> logged.entry().fact()).toList())
                .doesNotHaveDuplicates()
                .hasSize(201);
    }

    @Test
    default void an_entry_is_kept_as_long_as_it_must_be_and_no_longer() {
        issued("ada", "keeps the log");
        Position empty = position("ada");
        append("ada", 1);
        pass(window().dividedBy(2));
        append("ada", 2);
        assertThat(missed("ada", empty)).containsExactly(1L, 2L);
        Position first = now(log().read("ada", empty)).entries().getFirst().position();
        pass(window().dividedBy(4).multipliedBy(3));
        assertThat(isLost("ada", empty)).isTrue();
        assertThat(missed("ada", first)).containsExactly(2L);
        pass(window());
        assertThat(isLost("ada", first)).isTrue();
        assertThat(missed("ada", position("ada"))).isEmpty();
    }

    @Test
    default void who_is_there_and_is_told_nothing_misses_nothing_however_long() {
        issued("ada", "in use");
        Position empty = position("ada");
        pass(window().multipliedBy(10));
        assertThat(missed("ada", empty)).isEmpty();
    }

    @Test
    default void who_stays_while_others_are_told_things_misses_nothing() {
        Hold hold = issued("ada", "pid");
        append("ada", 1, 2);
        pass(window().multipliedBy(2));
        append("ada", 3);
        log().rest("ada", hold).block(PATIENCE);
        Pass pass = taken("ada", "pid").orElseThrow().pass();
        assertThat(missed("ada", pass.position())).containsExactly(3L);
    }

    @Test
    default void what_came_before_it_was_used_again_does_not_count_as_had() {
        log().rest("ada", issued("ada", "pid")).block(PATIENCE);
        append("ada", 1);
        pass(window().dividedBy(2));
        Hold again = taken("ada", "pid").orElseThrow();
        pass(window().dividedBy(4).multipliedBy(3));
        log().rest("ada", again).block(PATIENCE);
        assertThat(isLost("ada", taken("ada", "pid").orElseThrow().pass().position()))
                .isTrue();
    }

    @Test
    default void a_log_that_nobody_uses_is_forgotten_and_comes_back_as_another() {
        Position empty = position("ada");
        pass(window().dividedBy(2));
        assertThat(missed("ada", empty)).isEmpty();
        pass(window().multipliedBy(2));
        assertThat(isLost("ada", empty)).isTrue();
    }

    @Test
    default void a_pass_is_taken_while_it_is_used_and_while_it_rests() {
        Hold first = issued("ada", "pid");
        Hold second = taken("ada", "pid").orElseThrow();
        assertThat(second.pass()).isEqualTo(first.pass());
        log().rest("ada", second).block(PATIENCE);
        assertThat(taken("ada", "pid")).isPresent();
    }

    @Test
    default void a_pass_rests_no_longer_than_entries_are_kept() {
        log().rest("ada", issued("ada", "pid")).block(PATIENCE);
        pass(window().dividedBy(2));
        Hold again = taken("ada", "pid").orElseThrow();
        pass(window().multipliedBy(2));
        log().rest("ada", again).block(PATIENCE);
        assertThat(taken("ada", "pid")).isPresent();
        log().rest("ada", taken("ada", "pid").orElseThrow()).block(PATIENCE);
        pass(window().multipliedBy(2));
        assertThat(taken("ada", "pid")).isEmpty();
    }

    @Test
    default void a_pass_is_that_device_s_with_that_token() {
        issued("ada", "pid");
        assertThat(now(log().take("ada", "pid", OTHER_PHONE, 1))).isEmpty();
        assertThat(now(log().take("ada", "pid", PHONE, 2))).isEmpty();
        assertThat(now(log().take("eve", "pid", PHONE, 1))).isEmpty();
        assertThat(taken("ada", "another")).isEmpty();
        assertThat(taken("ada", "pid")).isPresent();
    }

    @Test
    default void an_ended_pass_is_never_taken() {
        log().end("ada", issued("ada", "in use")).block(PATIENCE);
        assertThat(taken("ada", "in use")).isEmpty();
        issued("ada", "one");
        log().rest("ada", issued("ada", "another")).block(PATIENCE);
        now(log().issue("ada", new Pass("other's", "sid", OTHER_PHONE, 1, position("ada"))));
        log().endAll("ada", PHONE).block(PATIENCE);
        assertThat(taken("ada", "one")).isEmpty();
        assertThat(taken("ada", "another")).isEmpty();
        assertThat(now(log().take("ada", "other's", OTHER_PHONE, 1))).isPresent();
    }

    @Test
    default void who_had_a_pass_before_has_no_say_in_it_any_more() {
        Hold first = issued("ada", "pid");
        Hold second = taken("ada", "pid").orElseThrow();
        log().end("ada", first).block(PATIENCE);
        log().rest("ada", first).block(PATIENCE);
        pass(window().multipliedBy(2));
        assertThat(taken("ada", "pid")).isPresent();
        log().end("ada", second).block(PATIENCE);
        assertThat(taken("ada", "pid")).isPresent();
    }

    @Test
    default void one_of_many_who_take_a_pass_at_once_has_it() {
        issued("ada", "pid");
        List<Hold> holds = new CopyOnWriteArrayList<>();
        atOnce(8, () -> taken("ada", "pid").ifPresent(holds::add));
        List<Hold> ending = new ArrayList<>(holds);
        Hold last = holds.stream().max(Comparator.comparingLong(Hold::turn)).orElseThrow();
        ending.remove(last);
        ending.forEach(hold -> log().end("ada", hold).block(PATIENCE));
        assertThat(taken("ada", "pid")).isPresent();
    }
}
