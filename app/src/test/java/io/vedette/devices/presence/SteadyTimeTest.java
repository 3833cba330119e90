package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.devices.presence.SteadyTime.Window;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final long SECOND = 1_000_000_000L;

    private final SteadyTime time = new SteadyTime(Duration.ofSeconds(2), Duration.ofSeconds(90));

    private boolean said(int seconds, int ticks) {
        return time.said(NOON.plusSeconds(seconds), ticks * SECOND, ticks * SECOND);
    }

    private boolean isBelieved(int seconds, int ticks) {
        Window window = time.window(ticks * SECOND);
        Instant now = NOON.plusSeconds(seconds);
        return !now.isBefore(window.from()) && !now.isAfter(window.until());
    }

    @Test
    void anything_is_believed_at_first() {
        assertThat(isBelieved(0, 1_000)).isTrue();
        assertThat(said(0, 1_000)).isFalse();
    }

    @Test
    void a_clock_that_goes_as_the_ticks_do_is_believed() {
        said(0, 5);
        assertThat(isBelieved(3_600, 3_605)).isTrue();
        assertThat(said(3_600, 3_605)).isFalse();
        assertThat(isBelieved(3_602, 3_606)).isTrue();
    }

    @Test
    void one_that_jumps_is_not_either_way() {
        said(0, 5);
        assertThat(isBelieved(4, 6)).isFalse();
        assertThat(isBelieved(-2, 6)).isFalse();
    }

    @Test
    void after_a_jump_nothing_is_believed_for_a_while() {
        said(0, 5);
        assertThat(said(3_600, 6)).isTrue();
        assertThat(isBelieved(3_601, 7)).isFalse();
        assertThat(isBelieved(3_689, 95)).isFalse();
        assertThat(isBelieved(3_691, 97)).isTrue();
        assertThat(said(3_691, 97)).isFalse();
    }

    @Test
    void a_slow_answer_is_no_jump() {
        said(0, 0);
        assertThat(time.said(NOON.plusSeconds(9), SECOND, 10 * SECOND)).isFalse();
        assertThat(time.said(NOON.plusSeconds(11), 11 * SECOND, 11 * SECOND)).isFalse();
        assertThat(time.said(NOON.plusSeconds(15), 12 * SECOND, 12 * SECOND)).isTrue();
    }
}
