package io.vedette.testing;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Checks a property on many random cases; the seed of a failing one is told, and {@code -Dproperty.seed=} repeats it. */
public final class Property {
    private static final RandomGeneratorFactory<RandomGenerator> RANDOM = RandomGeneratorFactory.of("L64X128MixRandom");

    private Property() {}

    public static void check(int runs, Consumer<RandomGenerator> property) {
        Long repeated = Long.getLong("property.seed");
        if (repeated != null) {
            run(repeated, property);
            return;
        }
        RandomGenerator seeds = RANDOM.create();
        for (int run = 0; run < runs; run++) {
            run(seeds.nextLong(), property);
        }
    }

    private static void run(long seed, Consumer<RandomGenerator> property) {
        try {
            property.accept(RANDOM.create(seed));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("Failed with -Dproperty.seed=%d: %s".formatted(seed, e.getMessage()), e);
        }
    }
}
