package io.vedette.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.test.StepVerifier;

class MemoryBusTest implements BusContract {
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private final MemoryBus bus = new MemoryBus(beans.getBeanProvider(Neighbours.class), new SimpleMeterRegistry());

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
    void beside_others_it_is_not_well() {
        assertThat(bus.isWell()).isTrue();
        beans.addBean("others", (Neighbours) () -> true);
        assertThat(bus.isWell()).isFalse();
    }

    @Test
    void a_closed_bus_handles_nothing() {
        bus.stop();
        StepVerifier.create(bus.publish(new Envelope<>(1, new TestFact.Ended("a"))))
                .verifyErrorSatisfies(error ->
                        assertThat(UnhandledException.reasonOf(error)).isEqualTo(UnhandledException.Reason.CLOSED));
    }
}
