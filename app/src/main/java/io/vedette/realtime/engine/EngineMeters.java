package io.vedette.realtime.engine;

import com.corundumstudio.socketio.Transport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** What the engine counts. */
final class EngineMeters {
    private final MeterRegistry registry;
    private final Map<Transport, AtomicInteger> sessions = new EnumMap<>(Transport.class);
    private final Map<CloseCause, Counter> ends = new EnumMap<>(CloseCause.class);
    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);
    private final Counter opened;
    private final Counter dropped;
    private final AtomicInteger mostMessages = new AtomicInteger();
    private final AtomicInteger mostBytes = new AtomicInteger();

    EngineMeters(MeterRegistry registry, Deadlines deadlines) {
        this.registry = registry;
        for (Transport transport : Transport.values()) {
            sessions.put(
                    transport,
                    registry.gauge(
                            "vedette.socket.sessions", Tags.of("transport", name(transport)), new AtomicInteger()));
        }
        // All at once: a registry takes no new ones any more when the server begins to stop.
        for (CloseCause cause : CloseCause.values()) {
            ends.put(cause, registry.counter("vedette.socket.closed", "reason", cause.code()));
        }
        for (Refusal refusal : Refusal.values()) {
            refusals.put(refusal, handshakes(refusal.name().toLowerCase(Locale.ROOT)));
        }
        this.opened = handshakes("opened");
        this.dropped = registry.counter("vedette.socket.dropped");
        Gauge.builder("vedette.socket.acknowledgements", deadlines, Deadlines::size)
                .register(registry);
        registerHighest("vedette.socket.outbox.messages.max", mostMessages);
        registerHighest("vedette.socket.outbox.bytes.max", mostBytes);
    }

    private Counter handshakes(String result) {
        return registry.counter("vedette.socket.handshakes", "result", result);
    }

    private static String name(Transport transport) {
        return transport.name().toLowerCase(Locale.ROOT);
    }

    /** The highest since it was last read, which is what tells of a peer that is about to be too slow. */
    private void registerHighest(String name, AtomicInteger highest) {
        Gauge.builder(name, highest, value -> value.getAndSet(0)).register(registry);
    }

    void opened(Transport transport) {
        count(transport, 1);
        opened.increment();
    }

    void refused(Refusal refusal) {
        Objects.requireNonNull(refusals.get(refusal)).increment();
    }

    void upgraded() {
        count(Transport.POLLING, -1);
        count(Transport.WEBSOCKET, 1);
    }

    void closed(Transport transport, CloseCause cause) {
        count(transport, -1);
        Objects.requireNonNull(ends.get(cause)).increment();
    }

    void dropped() {
        dropped.increment();
    }

    void waiting(int messages, int bytes) {
        raise(mostMessages, messages);
        raise(mostBytes, bytes);
    }

    private static void raise(AtomicInteger highest, int value) {
        if (value > highest.getPlain()) {
            highest.accumulateAndGet(value, Math::max);
        }
    }

    private void count(Transport transport, int change) {
        Objects.requireNonNull(sessions.get(transport)).addAndGet(change);
    }
}
