package io.vedette.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class MemoryBusTest implements BusContract {
    private final MemoryBus bus = new MemoryBus(new SimpleMeterRegistry());

    @BeforeEach
    void start() {
        bus.start();
    }

    @AfterEach
    void stop() {
        bus.stop();
    }

    @Override
    public Bus bus() {
        return bus;
    }

    @Test
    void a_closed_bus_handles_nothing() {
        bus.stop();
        StepVerifier.create(bus.publish(new Envelope<>(1, new TestFact.Ended("a"))))
                .verifyErrorSatisfies(error ->
                        assertThat(UnhandledException.reasonOf(error)).isEqualTo(UnhandledException.Reason.CLOSED));
    }
}
