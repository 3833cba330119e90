package io.vedette.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FixedRateTest {
    @Test
    void counts_a_stuck_server_from_when_each_call_was_meant_to_go_out() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(20);
        CountDownLatch free = new CountDownLatch(1);
        FixedRate sender = FixedRate.perSecond(200, _ -> {
            begun.countDown();
            free.await();
            return "done";
        });
        assertThat(begun.await(10, TimeUnit.SECONDS))
                .as("nobody waits for an answer before the next is sent")
                .isTrue();
        free.countDown();
        sender.close();
        assertThat(sender.latencies().count("done")).isEqualTo(sender.sent()).isGreaterThanOrEqualTo(20);
        assertThat(sender.latencies().percentile("done", 100)).isGreaterThanOrEqualTo(Duration.ofMillis(95));
    }

    @Test
    void tells_outcomes_apart() throws InterruptedException {
        CountDownLatch ten = new CountDownLatch(10);
        FixedRate sender = FixedRate.perSecond(500, number -> {
            ten.countDown();
            if (number % 2 == 0) {
                throw new IllegalStateException("even");
            }
            return "odd";
        });
        assertThat(ten.await(10, TimeUnit.SECONDS)).isTrue();
        sender.close();
        assertThat(sender.latencies().outcomes())
                .containsExactlyInAnyOrder("odd", "java.lang.IllegalStateException: even");
    }

    @Test
    void percentiles_are_those_of_the_counted() {
        Latencies latencies = new Latencies();
        for (int i = 1; i <= 100; i++) {
            latencies.add("done", Duration.ofMillis(i));
        }
        assertThat(latencies.percentile("done", 50)).isEqualTo(Duration.ofMillis(50));
        assertThat(latencies.percentile("done", 99)).isEqualTo(Duration.ofMillis(99));
        assertThat(latencies.worst()).isEqualTo(Duration.ofMillis(100));
        assertThat(latencies.percentile("other", 50)).isEqualTo(Duration.ZERO);
    }
}
