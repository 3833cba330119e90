package io.vedette.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Against a service that is away one call at a time is made. */
class CircuitTest {
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final Circuit circuit = new Circuit("somebody", 2, PROBE, clock);

    @Test
    void everybody_may_try_what_is_well() {
        circuit.failed("timeout");
        assertThat(circuit.claim()).isZero();
        assertThat(circuit.claim()).isZero();
    }

    @Test
    void one_may_try_what_is_away_every_so_often() {
        circuit.failed("timeout");
        circuit.failed("timeout");
        assertThat(circuit.claim()).isEqualTo(PROBE);
        clock.advance(PROBE);
        assertThat(circuit.claim()).isZero();
        assertThat(circuit.claim()).as("at the same time").isEqualTo(PROBE);
        clock.advance(PROBE);
        assertThat(circuit.claim()).as("the first was never heard of").isZero();
        circuit.answered();
        assertThat(circuit.claim()).isZero();
    }
}
