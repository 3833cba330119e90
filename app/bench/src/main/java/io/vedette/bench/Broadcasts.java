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
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final byte[] heard;
    private final byte[] numbered;
    private final int receivers;
    private final AtomicLongArray began;
    private final AtomicLong deliveries = new AtomicLong();
    private final int[] missing;
    private final CountDownLatch incomplete;
    private final Sample first = new Sample();
    private final Sample each = new Sample();
    private final Sample complete = new Sample();

    /** @param numberMark what a broadcast has before its number */
    Broadcasts(String event, String numberMark, int count, int receivers) {
        heard = "42[\"%s\"".formatted(event).getBytes(StandardCharsets.UTF_8);
        numbered = numberMark.getBytes(StandardCharsets.UTF_8);
        this.receivers = receivers;
        began = new AtomicLongArray(count);
        missing = new int[count];
        Arrays.fill(missing, receivers);
        incomplete = new CountDownLatch(count);
    }

    void began(int number, long nanos) {
        began.set(number, nanos);
    }

    @Override
    public void event(SwarmSocket socket, Text packet) {
        long now = System.nanoTime();
        int number = packet.contains(heard) ? (int) packet.numberAfter(numbered) : -1;
        if (number < 0) {
            return;
        }
        deliveries.incrementAndGet();
        each.add(now - began.get(number));
        if (missing[number] == receivers) {
            first.add(now - began.get(number));
        }
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

    long began(int number) {
        return began.get(number);
    }

    /** Until the first of all heard it. */
    Sample first() {
        return first;
    }

    Sample each() {
        return each;
    }

    /** Only of the broadcasts that everybody heard. */
    Sample complete() {
        return complete;
    }
}
