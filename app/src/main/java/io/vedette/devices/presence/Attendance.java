package io.vedette.devices.presence;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.devices.presence.Attendee.Due;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.ops.Ticks;
import io.vedette.realtime.Socket;
import io.vedette.realtime.SocketWatcher;
import io.vedette.realtime.engine.CloseCause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The devices with sockets on this node. It holds no more of them than are connected, or were until a moment ago. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE) // who is refused by another watcher has not been here
final class Attendance implements SocketWatcher {
    private final Map<UUID, Attendee> attendees = new ConcurrentHashMap<>();
    private final Duration grace;
    private volatile Runnable changed = () -> {};

    Attendance(PresenceSettings settings, MeterRegistry meters) {
        this.grace = settings.grace();
        Gauge.builder("vedette.presence.devices", attendees, Map::size).register(meters);
    }

    /** Is called whenever there may be something to write. */
    void onChange(Runnable listener) {
        changed = listener;
    }

    @Override
    public Mono<Void> arriving(Socket socket) {
        return Mono.fromRunnable(() -> ifDevice(socket, device -> {
            attendees.compute(device.id(), (id, known) -> {
                Attendee attendee = known == null ? new Attendee(id) : known;
                attendee.came(socket, device.tokenVersion());
                return attendee;
            });
            if (socket.hasEnded()) {
                left(socket, CloseCause.CLIENT_CLOSED);
            }
            changed.run();
        }));
    }

    @Override
    public void left(Socket socket, CloseCause cause) {
        ifDevice(socket, device -> {
            attendees.computeIfPresent(device.id(), (_, attendee) -> {
                attendee.left(socket, cause, grace);
                return attendee;
            });
            changed.run();
        });
    }

    List<Due> due(long now, boolean all) {
        return attendees.values().stream()
                .map(attendee -> attendee.due(now, all))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Until somebody who is away has been so for long enough; the longest there is when nobody is away. */
    Duration untilNext(Duration longest) {
        long now = Ticks.nanos();
        return attendees.values().stream()
                .map(Attendee::leavesAt)
                .filter(Objects::nonNull)
                .map(leavesAt -> Duration.ofNanos(Math.max(0, leavesAt - now)))
                .filter(rest -> rest.compareTo(longest) < 0)
                .min(Duration::compareTo)
                .orElse(longest);
    }

    void forget(Due gone) {
        attendees.computeIfPresent(gone.deviceId(), (_, attendee) -> attendee.isGone(gone) ? null : attendee);
    }

    /** What the rows said of this node counts for nothing any more. */
    void storeAgain() {
        attendees.values().forEach(Attendee::doubt);
        changed.run();
    }

    boolean isEmpty() {
        return attendees.isEmpty();
    }

    private static void ifDevice(Socket socket, Consumer<Caller.Device> then) {
        if (socket.caller() instanceof Caller.Device device) {
            then.accept(device);
        }
    }
}
