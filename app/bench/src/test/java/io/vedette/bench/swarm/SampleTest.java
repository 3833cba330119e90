package io.vedette.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SampleTest {
    private final Sample sample = new Sample();

    @Test
    void a_percentile_is_a_value_that_was_measured() {
        for (int i = 2_000; i >= 1; i--) {
            sample.add(10L * i);
        }

        assertThat(sample.count()).isEqualTo(2_000);
        assertThat(sample.percentile(50)).isEqualTo(Duration.ofNanos(10_000));
        assertThat(sample.percentile(99)).isEqualTo(Duration.ofNanos(19_800));
        assertThat(sample.percentile(100)).isEqualTo(Duration.ofNanos(20_000));
        assertThat(sample.percentile(0)).isEqualTo(Duration.ofNanos(10));
    }

    @Test
    void values_may_be_added_after_a_percentile_was_asked_for() {
        sample.add(3);
        assertThat(sample.percentile(50)).isEqualTo(Duration.ofNanos(3));

        sample.add(1);
        sample.add(2);

        assertThat(sample.percentile(50)).isEqualTo(Duration.ofNanos(2));
    }
}
