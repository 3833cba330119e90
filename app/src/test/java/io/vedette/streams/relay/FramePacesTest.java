package io.vedette.streams.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.failure.FailureException;
import io.vedette.platform.ops.Ticks;
import io.vedette.testing.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever a camera does, nobody is sent more than five pictures of one session a second, give or take a tenth. */
class FramePacesTest {
    private static final UUID SESSION = UUID.randomUUID();
    private static final long START = Ticks.nanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long WINDOW = SECOND - SECOND / 10;

    private final FramePaces paces = new FramePaces();

    private boolean takes(UUID session, Duration at) {
        try {
            paces.take(session, START + at.toNanos());
            return true;
        } catch (FailureException refused) {
            return false;
        }
    }

    @Test
    void five_may_come_at_once_and_the_next_nine_tenths_after_the_first() {
        for (int i = 0; i < 5; i++) {
            assertThat(takes(SESSION, Duration.ofMillis(10L * i))).isTrue();
        }
        assertThat(takes(SESSION, Duration.ofMillis(899))).isFalse();
        assertThat(takes(SESSION, Duration.ofMillis(900))).isTrue();
        assertThat(takes(SESSION, Duration.ofMillis(909))).isFalse();
        assertThat(takes(SESSION, Duration.ofMillis(910))).isTrue();
        assertThat(takes(UUID.randomUUID(), Duration.ofMillis(911))).isTrue();
    }

    @Test
    void who_keeps_to_five_a_second_is_never_refused_for_being_early() {
        Property.check(50, chance -> {
            UUID session = UUID.randomUUID();
            for (int i = 0; i < 100; i++) {
                assertThat(takes(session, Duration.ofNanos(i * SECOND / 5 + chance.nextLong(SECOND / 10))))
                        .isTrue();
            }
        });
    }

    @Test
    void who_never_stops_gets_five_a_second_and_no_more() {
        int taken = 0;
        // A minute, but for the moment in which those of the next one are early.
        for (int millis = 0; millis < 59_900; millis++) {
            taken += takes(SESSION, Duration.ofMillis(millis)) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(5 * 60);
    }

    @Test
    void no_window_holds_more() {
        Property.check(200, chance -> {
            UUID session = UUID.randomUUID();
            List<Long> taken = new ArrayList<>();
            long at = 0;
            for (int i = 0; i < 100; i++) {
                at += chance.nextLong(SECOND / 2) / (1 + chance.nextInt(50));
                if (takes(session, Duration.ofNanos(at))) {
                    taken.add(at);
                }
            }
            for (int i = 5; i < taken.size(); i++) {
                assertThat(taken.get(i) - taken.get(i - 5)).isGreaterThanOrEqualTo(WINDOW);
            }
        });
    }
}
