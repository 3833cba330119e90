package io.vedette.testing.faults;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Sends at a fixed rate whether the server keeps up or not; what is late counts from when it was meant to be sent. */
public final class FixedRate implements AutoCloseable {
    /** One call, the n-th; what it returns is the outcome it is counted under. */
    public interface Sending {
        String send(int number) throws Exception;
    }

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final Latencies latencies = new Latencies();
    private final AtomicInteger sent = new AtomicInteger();
    private final Sending sending;
    private final long first = System.nanoTime();
    private final long interval;
    private @Nullable Future<?> ticking;

    private FixedRate(int perSecond, Sending sending) {
        this.sending = sending;
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    public static FixedRate perSecond(int rate, Sending sending) {
        FixedRate sender = new FixedRate(rate, sending);
        // What the clock misses it makes up for at once, so that none is left out.
        sender.ticking = sender.clock.scheduleAtFixedRate(sender::next, 0, sender.interval, TimeUnit.NANOSECONDS);
        return sender;
    }

    /** How many were sent up to now, ended or not. */
    public int sent() {
        return sent.get();
    }

    public Latencies latencies() {
        return latencies;
    }

    /** Sends no more, and returns once all that is under way has ended. */
    @Override
    public void close() {
        if (ticking != null) {
            ticking.cancel(false);
        }
        clock.close();
        senders.close();
    }

    private void next() {
        int number = sent.getAndIncrement();
        long meant = first + number * interval;
        senders.execute(() -> latencies.add(outcome(number), Duration.ofNanos(System.nanoTime() - meant)));
    }

    private String outcome(int number) {
        try {
            return sending.send(number);
        } catch (Exception | AssertionError e) {
            return e.toString();
        }
    }
}
