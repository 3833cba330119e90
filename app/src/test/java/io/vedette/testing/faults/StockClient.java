package io.vedette.testing.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Comes back by itself whenever it lost its connection, with the pauses of the official client. */
public final class StockClient {
    private static final int FIRST_PAUSE = 1_000;
    private static final int LONGEST_PAUSE = 5_000;

    private final Swarm swarm;
    private final String token;
    private final BiConsumer<Peer, String> told;
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private volatile Peer peer;
    private final AtomicInteger connections = new AtomicInteger();
    private int attempts;

    public StockClient(Swarm swarm, String token) {
        this(swarm, token, (_, _) -> {});
    }

    /** @param told of each packet, with who may answer it; on the swarm's thread */
    public StockClient(Swarm swarm, String token, BiConsumer<Peer, String> told) {
        this.swarm = swarm;
        this.token = token;
        this.told = told;
        this.peer = begin();
    }

    public boolean isConnected() {
        return peer.connecting().isDone() && !peer.connecting().isCompletedExceptionally() && !peer.hasEnded();
    }

    /** How often it was connected after the first time. */
    public int returns() {
        return connections.get() - 1;
    }

    /** The answers to handshakes that opened nothing. */
    public List<String> refusals() {
        return refusals;
    }

    /** What came in place of a welcome to those who had a connection. */
    public List<String> refused() {
        return refused;
    }

    /** Since it was connected for the last time. */
    public boolean hasHeard(String words) {
        return peer.heard().stream().anyMatch(packet -> packet.contains(words));
    }

    public void cut() {
        peer.cut();
    }

    /** Does something after a while, on the swarm's thread. */
    public void later(Runnable what, Duration delay) {
        swarm.later(what, delay);
    }

    private Peer begin() {
        Peer next = swarm.client(token);
        next.listen(packet -> {
            next.heard().add(packet);
            told.accept(next, packet);
        });
        var _ = next.connecting().thenRun(() -> {
            attempts = 0;
            connections.incrementAndGet();
        });
        var _ = next.end().thenRun(this::comeBack);
        return next;
    }

    private void comeBack() {
        if (peer.hasOpened() && !peer.answer().startsWith("HTTP/1.1 101")) {
            refusals.add(peer.answer());
        }
        peer.heard().stream().filter(packet -> packet.startsWith("44")).forEach(refused::add);
        double spread = ThreadLocalRandom.current().nextDouble(0.5, 1.5);
        long pause = Math.min((long) (FIRST_PAUSE * Math.pow(2, attempts++) * spread), LONGEST_PAUSE);
        swarm.later(() -> peer = begin(), Duration.ofMillis(pause));
    }
}
