package io.vedette.realtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.CallerKind;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.realtime.protocol.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The connected sockets of this node, by whom they belong to. */
@Component
public final class Sockets {
    private static final int MOST_PER_CALLER = 5;

    private final Map<String, List<Socket>> byCaller = new ConcurrentHashMap<>();
    private final Map<CallerKind, AtomicInteger> byKind = new ConcurrentHashMap<>();
    private final Speech speech;
    private final MeterRegistry metrics;

    Sockets(Speech speech, MeterRegistry metrics) {
        this.speech = speech;
        this.metrics = metrics;
    }

    /** All of one caller, the newest last, and those too that are still being let in. */
    public List<Socket> of(Caller caller) {
        return of(caller.key());
    }

    public List<Socket> ofDevice(UUID id) {
        return of(Caller.Device.keyOf(id));
    }

    /** Those that have any sockets here. */
    public Set<UUID> devices() {
        return byCaller.values().stream()
                .map(some -> some.getFirst().caller())
                .filter(Caller.Device.class::isInstance)
                .map(caller -> ((Caller.Device) caller).id())
                .collect(Collectors.toSet());
    }

    private List<Socket> of(String key) {
        return byCaller.getOrDefault(key, List.of());
    }

    /** Encoded once, however many sockets these devices have; gives how many of them were told. */
    public <T> int tell(Collection<UUID> devices, Push<T> push, T payload) {
        List<Connection> all = devices.stream()
                .map(this::ofDevice)
                .flatMap(List::stream)
                .map(Socket::connection)
                .toList();
        if (!all.isEmpty()) {
            speech.tell(all, push.fleeting(), payload);
        }
        return all.size();
    }

    /** Closes all of a caller's, for a reason that it is told of, or that it comes back after. */
    public void end(Caller caller, CloseCause cause) {
        of(caller).forEach(socket -> socket.end(cause));
    }

    /** As soon as it is proven whose it is, so that whatever ends a caller's sockets finds it. */
    void add(Socket socket) {
        byCaller.compute(socket.caller().key(), (_, some) -> with(some == null ? List.of() : some, socket));
        count(socket, 1);
        if (socket.connection().hasEnded()) {
            remove(socket);
        }
    }

    /** One too many ends the one that was heard from least recently: most likely nobody is there any more. */
    void limit(Socket newest) {
        List<Socket> all = of(newest.caller()).stream()
                .filter(socket -> !socket.hasEnded())
                .toList();
        if (all.size() > MOST_PER_CALLER) {
            stalest(all, newest).ifPresent(stale -> stale.end(CloseCause.OVER_LIMIT));
        }
    }

    void remove(Socket socket) {
        byCaller.computeIfPresent(socket.caller().key(), (_, some) -> without(some, socket));
    }

    private static Optional<Socket> stalest(List<Socket> all, Socket newest) {
        return all.stream()
                .filter(socket -> socket != newest)
                .min(Comparator.comparingLong(socket -> socket.connection().heardAt()));
    }

    private void count(Socket socket, int change) {
        byKind.computeIfAbsent(socket.caller().kind(), this::gauge).addAndGet(change);
    }

    private AtomicInteger gauge(CallerKind kind) {
        AtomicInteger connected = new AtomicInteger();
        Gauge.builder("vedette.socket.connected", connected, AtomicInteger::get)
                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                .register(metrics);
        return connected;
    }

    private static List<Socket> with(List<Socket> some, Socket one) {
        List<Socket> more = new ArrayList<>(some);
        more.add(one);
        return List.copyOf(more);
    }

    /** Who left before being let in was never here, and is not counted as gone. */
    private @Nullable List<Socket> without(List<Socket> some, Socket one) {
        List<Socket> fewer = some.stream().filter(socket -> socket != one).toList();
        if (fewer.size() < some.size()) {
            count(one, -1);
        }
        return fewer.isEmpty() ? null : fewer;
    }
}
