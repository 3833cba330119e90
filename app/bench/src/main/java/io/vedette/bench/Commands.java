package io.vedette.bench;

import io.vedette.bench.swarm.Sample;
import io.vedette.bench.swarm.SwarmListener;
import io.vedette.bench.swarm.SwarmSocket;
import io.vedette.bench.swarm.Text;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** Obeys commands at once, and takes the time from when each should have been sent. */
final class Commands implements SwarmListener {
    private static final byte[] RECEIVED = "[\"command:received\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ID = "\"commandId\":\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NUMBER = "\"number\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ACKNOWLEDGED = "\"status\":\"acknowledged\"".getBytes(StandardCharsets.UTF_8);
    private static final int ID_LENGTH = 36;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicLongArray intended;
    private final CountDownLatch missing;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicLongArray pushes;
    private final Sample answered = new Sample();
    private final Sample pushed = new Sample();
    private final Sample settled = new Sample();

    Commands(int count) {
        intended = new AtomicLongArray(count);
        pushes = new AtomicLongArray(count);
        missing = new CountDownLatch(count);
    }

    void send(Household household, int camera, int number, long intendedNanos) {
        intended.set(number, intendedNanos);
        var _ = household.command(camera, number).whenComplete((status, broken) -> {
            answered.add(System.nanoTime() - intendedNanos);
            if (broken != null || status != 201) {
                refused.incrementAndGet();
            }
        });
    }

    @Override
    public void event(SwarmSocket socket, Text packet) {
        long now = System.nanoTime();
        int number = (int) packet.numberAfter(NUMBER);
        if (packet.contains(RECEIVED)) {
            if (pushes.incrementAndGet(number) > 1) {
                repeated.incrementAndGet();
            }
            pushed.add(now - intended.get(number));
            socket.acknowledge(packet.numberAt(2));
            socket.emit(
                    number,
                    "command:ack",
                    "{\"commandId\":\"%s\",\"status\":\"acknowledged\",\"result\":{\"number\":%d}}"
                            .formatted(packet.after(ID, ID_LENGTH), number));
        } else if (packet.contains(ACKNOWLEDGED)) {
            settled.add(now - intended.get(number));
            missing.countDown();
        }
    }

    /** Returns once the sender knows of everything that it was done, or when that takes too long. */
    void await() throws InterruptedException {
        if (!missing.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            System.err.printf("%d commands are not settled%n", missing.getCount());
        }
    }

    int refused() {
        return refused.get();
    }

    int repeated() {
        return repeated.get();
    }

    Sample answered() {
        return answered;
    }

    Sample pushed() {
        return pushed;
    }

    Sample settled() {
        return settled;
    }
}
