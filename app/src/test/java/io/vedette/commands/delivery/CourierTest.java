package io.vedette.commands.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Property;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One courier, whatever happens around it and in whatever order. */
class CourierTest {
    private static final int RUNS = 5_000;
    private static final int MOST_STEPS = 120;

    /** All that is held against it, and it forgets nothing. */
    @Test
    void keeps_the_order_and_the_window_and_forgets_nothing() {
        AtomicInteger pushes = new AtomicInteger();
        Property.check(RUNS, random -> {
            ModelWorld world = new ModelWorld(random);
            int steps = random.nextInt(1, MOST_STEPS);
            for (int step = 0; step < steps; step++) {
                world.step();
            }
            world.comeToRest();
            pushes.addAndGet(world.pushes());
        });
        System.out.printf("%d runs, %d pushes%n", RUNS, pushes.get());
        assertThat(pushes.get()).isGreaterThan(RUNS);
    }
}
