package io.vedette.bench;

import io.vedette.bench.swarm.Swarm;
import java.io.IOException;
import java.time.Duration;

/** Everybody connects as fast as the server lets them in: right after its start, and once more when all were cut off. */
record StormPhase(int sockets, int window) implements SocketPhase {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS = 600;
    // Files that a server opens besides its sockets, such as connections to its database.
    private static final int OTHER_FILES = 50;

    @Override
    public String name() {
        return "storm of %,d".formatted(sockets);
    }

    @Override
    public void load(ServerUnderTest server, Swarm swarm, Figures figures) throws Exception {
        int filesAtRest = server.openFiles();
        connect(server, swarm, figures, "first");
        swarm.cut();
        awaitFiles(server, filesAtRest + OTHER_FILES);
        connect(server, swarm, figures, "second");
    }

    private void connect(ServerUnderTest server, Swarm swarm, Figures figures, String which) throws Exception {
        var stretch = Stretch.begin(server);
        swarm.connect(sockets, window, PATIENCE);
        var used = stretch.end();
        double seconds = used.time().toNanos() / 1e9;
        figures.add(figure("%s, s".formatted(which)), seconds);
        figures.add(figure("%s, connects per second".formatted(which)), sockets / seconds);
        figures.add(figure("%s, server per connect, ms".formatted(which)), used.serverMicrosPer(sockets) / 1e3);
        used.addLoad(figures, figure(which + ", "));
    }

    private static void awaitFiles(ServerUnderTest server, int atMost) throws IOException, InterruptedException {
        for (int i = 0; server.openFiles() > atMost; i++) {
            if (i == POLLS) {
                throw new IOException("The server keeps %d files open".formatted(server.openFiles()));
            }
            Thread.sleep(POLL);
        }
    }
}
