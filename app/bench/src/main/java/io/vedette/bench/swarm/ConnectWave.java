package io.vedette.bench.swarm;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** So many sockets connecting, a window of them at a time; the first that is refused fails the wave. */
final class ConnectWave {
    private final CompletableFuture<List<SwarmSocket>> done = new CompletableFuture<>();
    private final List<SwarmSocket> entered;
    private final Swarm swarm;
    private final Selector selector;
    private final int first;
    private final int count;
    private int begun;

    ConnectWave(Swarm swarm, Selector selector, int first, int count) {
        this.swarm = swarm;
        this.selector = selector;
        this.first = first;
        this.count = count;
        this.entered = new ArrayList<>(count);
    }

    CompletableFuture<List<SwarmSocket>> done() {
        return done;
    }

    void begin(int window) {
        for (int i = 0; i < window; i++) {
            next();
        }
    }

    void entered(SwarmSocket socket) {
        entered.add(socket);
        if (entered.size() == count) {
            done.complete(List.copyOf(entered));
        } else {
            next();
        }
    }

    void failed(SwarmSocket socket, String reason) {
        done.completeExceptionally(
                new IOException("Socket %d, after %d others: %s".formatted(socket.number(), entered.size(), reason)));
    }

    private void next() {
        if (begun == count || done.isDone()) {
            return;
        }
        try {
            SwarmSocket.open(swarm, this, first + begun++, selector);
        } catch (IOException e) {
            done.completeExceptionally(e);
        }
    }
}
