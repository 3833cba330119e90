package io.vedette.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.bus.TestFact.Happened;
import io.vedette.platform.outbox.KeyLines.Turn;
import io.vedette.testing.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class KeyLinesTest {
    private final KeyLines lines = new KeyLines(3);

    @Test
    void a_fact_waits_for_an_earlier_one_whose_transaction_runs() {
        lines.join("a", new Written(1, 0));
        lines.join("a", new Written(2, 0));
        assertThat(commit(lines, 2).next()).isNull();
        assertThat(next(commit(lines, 1))).isEqualTo(1);
        assertThat(next(lines.told("a", 1))).isEqualTo(2);
    }

    @Test
    void it_waits_no_longer_once_the_earlier_one_is_taken_back() {
        lines.join("a", new Written(1, 0));
        lines.join("a", new Written(2, 0));
        commit(lines, 2);
        assertThat(next(lines.takenBack("a", 1))).isEqualTo(2);
    }

    @Test
    void what_comes_after_a_row_of_another_node_is_left_to_the_relay() {
        lines.join("a", new Written(2, 1));
        assertThat(commit(lines, 2)).isEqualTo(new Turn(null, 1));
    }

    @Test
    void what_comes_after_a_failed_one_is_left_to_the_relay() {
        lines.join("a", new Written(1, 0));
        lines.join("a", new Written(2, 1));
        commit(lines, 1);
        commit(lines, 2);
        assertThat(lines.failed("a")).isEqualTo(new Turn(null, 2));
        lines.join("a", new Written(3, 2));
        assertThat(commit(lines, 3)).isEqualTo(new Turn(null, 1));
    }

    @Test
    void what_finds_no_room_is_left_to_the_relay_and_so_is_what_follows_it() {
        for (long id = 1; id <= 4; id++) {
            assertThat(lines.join("a", new Written(id, id - 1))).isEqualTo(id < 4);
        }
        for (long id = 1; id <= 3; id++) {
            commit(lines, id);
        }
        assertThat(commit(lines, 4)).isEqualTo(new Turn(null, 1));
        lines.told("a", 1);
        lines.join("a", new Written(5, 4));
        commit(lines, 5);
        assertThat(next(lines.told("a", 2))).isEqualTo(3);
        assertThat(lines.told("a", 3)).isEqualTo(new Turn(null, 1));
        assertThat(lines.size()).isZero();
    }

    /** Transactions that exclude each other, some rolled back, one announcement at a time, some of them failing. */
    @Test
    void no_fact_overtakes_another_and_nothing_is_kept_in_the_end() {
        Property.check(2_000, random -> {
            KeyLines all = new KeyLines(1 + random.nextInt(40));
            List<Long> told = new ArrayList<>();
            play(all, random, told);
            assertThat(told).isSorted().doesNotHaveDuplicates();
            assertThat(all.size()).isZero();
        });
    }

    private static void play(KeyLines all, RandomGenerator random, List<Long> told) {
        List<Long> telling = new ArrayList<>();
        long predecessor = 0;
        for (long id = 1; id <= 30; id++) {
            all.join("a", new Written(id, predecessor));
            if (random.nextInt(4) == 0) {
                note(all.takenBack("a", id), telling);
            } else {
                note(commit(all, id), telling);
                predecessor = id;
            }
            while (!telling.isEmpty() && random.nextBoolean()) {
                tell(all, random, telling, told);
            }
        }
        while (!telling.isEmpty()) {
            tell(all, random, telling, told);
        }
    }

    private static void tell(KeyLines all, RandomGenerator random, List<Long> telling, List<Long> told) {
        assertThat(telling).hasSize(1);
        long id = telling.removeFirst();
        if (random.nextInt(10) == 0) {
            note(all.failed("a"), telling);
        } else {
            told.add(id);
            note(all.told("a", id), telling);
        }
    }

    private static void note(Turn turn, List<Long> telling) {
        if (turn.next() != null) {
            telling.add(turn.next().id());
        }
    }

    private static Turn commit(KeyLines lines, long id) {
        return lines.committed("a", id, new Happened("a", id));
    }

    private static long next(Turn turn) {
        return turn.next() == null ? 0 : turn.next().id();
    }
}
