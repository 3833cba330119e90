package io.vedette.testing.faults;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OracleTest {
    private final Oracle oracle = new Oracle();

    @Test
    void is_content_when_all_arrived_once_and_in_order() {
        acknowledged("ada", "1", "2");
        arrived("ada", "1", "2");
        assertThatCode(() -> oracle.nothingLost().inOrder().nothingMadeUp().duplicatesAtMost(0))
                .doesNotThrowAnyException();
    }

    @Test
    void names_what_was_acknowledged_and_never_arrived() {
        acknowledged("ada", "1", "2", "3");
        arrived("ada", "1", "3");
        acknowledged("bob", "4");
        arrived("bob", "4");
        assertThatThrownBy(oracle::nothingLost)
                .hasMessageContaining("1 keys with something lost")
                .hasMessageContaining("ada                             3        2   2")
                .hasMessageNotContaining("bob");
    }

    @Test
    void looks_for_it_under_its_own_key_only() {
        acknowledged("ada", "1");
        arrived("bob", "1");
        assertThatThrownBy(oracle::nothingLost).hasMessageContaining("ada");
    }

    @Test
    void names_what_arrived_before_its_turn() {
        acknowledged("ada", "1", "2", "3");
        arrived("ada", "1", "3", "2");
        assertThatThrownBy(oracle::inOrder).hasMessageContaining("3, 2");
    }

    @Test
    void asks_no_order_of_what_is_lost_repeated_or_was_never_answered() {
        acknowledged("ada", "1", "2", "3");
        arrived("ada", "x", "1", "3", "1");
        assertThatCode(oracle::inOrder).doesNotThrowAnyException();
    }

    @Test
    void names_what_arrived_twice_when_it_is_too_much() {
        acknowledged("ada", "1", "2");
        arrived("ada", "1", "2", "1", "1");
        assertThatCode(() -> oracle.duplicatesAtMost(2)).doesNotThrowAnyException();
        assertThatThrownBy(() -> oracle.duplicatesAtMost(1))
                .hasMessageContaining("ada")
                .hasMessageContaining("1, 1");
    }

    @Test
    void names_what_nobody_acknowledged() {
        acknowledged("ada", "1");
        arrived("ada", "1", "ghost");
        assertThatCode(oracle::nothingLost).doesNotThrowAnyException();
        assertThatThrownBy(oracle::nothingMadeUp).hasMessageContaining("ghost");
    }

    @Test
    void shows_a_part_of_what_is_long() {
        for (int i = 0; i < 100; i++) {
            acknowledged("ada", "id" + i);
        }
        assertThatThrownBy(oracle::nothingLost)
                .hasMessageContaining("id19 and 80 more")
                .hasMessageNotContaining("id20");
    }

    private void acknowledged(String key, String... ids) {
        List.of(ids).forEach(id -> oracle.acknowledged(key, id));
    }

    private void arrived(String key, String... ids) {
        List.of(ids).forEach(id -> oracle.arrived(key, id));
    }
}
