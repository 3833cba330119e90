package io.vedette.bench;

import io.vedette.bench.swarm.Sample;
import io.vedette.bench.swarm.SwarmListener;
import io.vedette.bench.swarm.SwarmSocket;
import io.vedette.bench.swarm.Text;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** Takes the time from each event to its acknowledgement, if that is the right one. */
final class Echoes implements SwarmListener {
    private static final byte[] OK = "\"ok\":true".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NUMBER = "\"number\":".getBytes(StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicLongArray intended;
    private final AtomicLongArray sent;
    private final CountDownLatch missing;
    private final Sample fromIntended = new Sample();
    private final Sample fromSent = new Sample();

    Echoes(int count) {
        intended = new AtomicLongArray(count);
        sent = new AtomicLongArray(count);
        missing = new CountDownLatch(count);
    }

    void emit(SwarmSocket socket, int number, long intendedNanos) {
        intended.set(number, intendedNanos);
        sent.set(number, System.nanoTime());
        socket.emit(number, "echo", "{\"number\":%d,\"text\":\"Is anybody there?\"}".formatted(number));
    }

    @Override
    public void acknowledged(SwarmSocket socket, long id, Text packet) {
        long now = System.nanoTime();
        int number = (int) id;
        if (packet.contains(OK) && packet.numberAfter(NUMBER) == number) {
            fromIntended.add(now - intended.get(number));
            fromSent.add(now - sent.get(number));
            missing.countDown();
        }
    }

    /** Returns once everything came back, or when that takes too long. */
    void await() throws InterruptedException {
        if (!missing.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            System.err.printf("%d echoes are missing%n", missing.getCount());
        }
    }

    Sample fromIntended() {
        return fromIntended;
    }

    Sample fromSent() {
        return fromSent;
    }
}
