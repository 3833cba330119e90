package io.vedette.bench;

import io.vedette.bench.swarm.Sample;
import io.vedette.bench.swarm.SwarmListener;
import io.vedette.bench.swarm.SwarmSocket;
import io.vedette.bench.swarm.Text;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Takes the time from each broadcast to each of its deliveries. */
final class Broadcasts implements SwarmListener {
    private static final byte[] HEARD = "42[\"room:said\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NUMBER = "\"text\":\"#".getBytes(StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicLongArray began;
    private final AtomicLong deliveries = new AtomicLong();
    private final int[] missing;
    private final CountDownLatch incomplete;
    private final Sample each = new Sample();
    private final Sample complete = new Sample();

    Broadcasts(int count, int receivers) {
        began = new AtomicLongArray(count);
        missing = new int[count];
        Arrays.fill(missing, receivers);
        incomplete = new CountDownLatch(count);
    }

    static String text(int number, int length) {
        String start = "#%d ".formatted(number);
        return start + "x".repeat(length - start.length());
    }

    void began(int number, long nanos) {
        began.set(number, nanos);
    }

    @Override
    public void event(SwarmSocket socket, Text packet) {
        long now = System.nanoTime();
        int number = packet.contains(HEARD) ? (int) packet.numberAfter(NUMBER) : -1;
        if (number < 0) {
            return;
        }
        deliveries.incrementAndGet();
        each.add(now - began.get(number));
        if (--missing[number] == 0) {
            complete.add(now - began.get(number));
            incomplete.countDown();
        }
    }

    /** Returns once everybody has heard everything, or when that takes too long. */
    void await() throws InterruptedException {
        if (!incomplete.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            System.err.printf("%d broadcasts are incomplete%n", incomplete.getCount());
        }
    }

    long deliveries() {
        return deliveries.get();
    }

    Sample each() {
        return each;
    }

    /** Only of the broadcasts that everybody heard. */
    Sample complete() {
        return complete;
    }
}
