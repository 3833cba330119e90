package io.vedette.realtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Messages and bytes by event, both ways, and how long telling takes. */
@Component
final class RealtimeMeters {
    private final MeterRegistry registry;
    private final Timer delivery;
    private final Map<String, Traffic> heard = new ConcurrentHashMap<>();
    private final Map<String, Traffic> told = new ConcurrentHashMap<>();

    private record Traffic(Counter messages, Counter bytes) {
        void add(int count, double size) {
            messages.increment(count);
            bytes.increment(size);
        }
    }

    RealtimeMeters(MeterRegistry registry) {
        this.registry = registry;
        this.delivery = registry.timer("vedette.socket.delivery");
    }

    /** From a push being told to its being written, of one event loop's receivers. */
    Timer delivery() {
        return delivery;
    }

    /** @param event a declared one's name, or that of all others: clients must not be able to make up metrics */
    void heard(String event, int bytes) {
        heard.computeIfAbsent(event, name -> traffic("in", name)).add(1, bytes);
    }

    void told(String event, int receivers, int bytes) {
        told.computeIfAbsent(event, name -> traffic("out", name)).add(receivers, (double) receivers * bytes);
    }

    private Traffic traffic(String way, String event) {
        return new Traffic(
                registry.counter("vedette.socket.messages", "way", way, "event", event),
                registry.counter("vedette.socket.bytes", "way", way, "event", event));
    }
}
