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
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Has a camera report motion and its end in turn, and hears who is told. */
final class Sightings implements SwarmListener {
    private static final byte[] OK = "\"ok\":true".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ID = "\"id\":\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ENDED = "42[\"motion:ended\"".getBytes(StandardCharsets.UTF_8);
    private static final int ID_LENGTH = 36;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicReferenceArray<String> events;
    private final Broadcasts detected;
    private final CountDownLatch ended;
    private final long deliveries;
    private final AtomicInteger refused = new AtomicInteger();
    private final Sample answered = new Sample();

    Sightings(int count, int clients) {
        events = new AtomicReferenceArray<>(count);
        detected = new Broadcasts("motion:detected", "\"number\":", count, clients);
        ended = new CountDownLatch(count * clients);
        deliveries = ended.getCount();
    }

    /** Even ones begin, odd ones end what the one before has begun. */
    void step(SwarmSocket camera, int index, long intended) {
        int number = index / 2;
        if (index % 2 == 0) {
            detected.began(number, intended);
            camera.emit(index, "motion:start", "{\"metadata\":{\"number\":%d}}".formatted(number));
        } else if (events.get(number) == null) {
            refused.incrementAndGet();
        } else {
            camera.emit(index, "motion:end", "{\"eventId\":\"%s\"}".formatted(events.get(number)));
        }
    }

    @Override
    public void acknowledged(SwarmSocket socket, long id, Text packet) {
        if (!packet.contains(OK)) {
            refused.incrementAndGet();
        } else if (id % 2 == 0) {
            int number = (int) id / 2;
            answered.add(System.nanoTime() - detected.began(number));
            events.set(number, packet.after(ID, ID_LENGTH));
        }
    }

    @Override
    public void event(SwarmSocket socket, Text packet) {
        if (packet.contains(ENDED)) {
            ended.countDown();
        } else {
            detected.event(socket, packet);
        }
    }

    /** Returns once everybody has heard everything, or when that takes too long. */
    void await() throws InterruptedException {
        detected.await();
        if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            System.err.printf("%d ends were not heard%n", ended.getCount());
        }
    }

    int count() {
        return events.length();
    }

    /** Of both kinds. */
    long deliveries() {
        return detected.deliveries() + deliveries - ended.getCount();
    }

    int refused() {
        return refused.get();
    }

    Sample answered() {
        return answered;
    }

    Broadcasts detected() {
        return detected;
    }
}
