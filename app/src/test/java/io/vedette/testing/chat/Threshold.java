package io.vedette.testing.chat;

import io.vedette.platform.operation.Caller;
import io.vedette.realtime.Socket;
import io.vedette.realtime.SocketWatcher;
import io.vedette.realtime.engine.CloseCause;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets the camera of {@code fixed-1000000666} wait until it leaves by itself, and notes what all others see as they come. */
@Component
public final class Threshold implements SocketWatcher {
    private static final UUID WAITS = new UUID(0, 1_000_000_666);

    private final CompletableFuture<Socket> came = new CompletableFuture<>();
    private final CompletableFuture<CloseCause> left = new CompletableFuture<>();
    private final Map<UUID, List<Boolean>> opened = new ConcurrentHashMap<>();

    Threshold() {}

    public CompletableFuture<Socket> came() {
        return came;
    }

    public CompletableFuture<CloseCause> left() {
        return left;
    }

    /** For each time that this device was said to have come, whether it could be told things by then. */
    public List<Boolean> opened(UUID device) {
        return opened.getOrDefault(device, List.of());
    }

    @Override
    public void opened(Socket socket) {
        if (socket.caller() instanceof Caller.Device device) {
            opened.computeIfAbsent(device.id(), _ -> new CopyOnWriteArrayList<>())
                    .add(socket.isOpen());
        }
    }

    @Override
    public Mono<Void> arriving(Socket socket) {
        return waits(socket) ? Mono.<Void>never().doOnSubscribe(_ -> came.complete(socket)) : Mono.empty();
    }

    @Override
    public void left(Socket socket, CloseCause cause) {
        if (waits(socket)) {
            left.complete(cause);
        }
    }

    static boolean waits(Socket socket) {
        return socket.caller() instanceof Caller.Device device && device.id().equals(WAITS);
    }
}
