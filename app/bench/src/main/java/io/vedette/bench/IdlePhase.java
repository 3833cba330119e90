package io.vedette.bench;

import io.vedette.bench.swarm.Swarm;
import java.time.Duration;

/** What sockets cost that only answer pings. */
record IdlePhase(int sockets, Duration rest, Duration length) implements SocketPhase {
    @Override
    public String name() {
        return "idle";
    }

    @Override
    public void load(ServerUnderTest server, Swarm swarm, Figures figures) throws Exception {
        swarm.connect(sockets, WINDOW, PATIENCE);
        Thread.sleep(rest);
        long pings = swarm.pings();
        var stretch = Stretch.begin(server);
        Thread.sleep(length);
        var used = stretch.end();
        figures.add(figure("server with %,d sockets, %% of a core".formatted(sockets)), used.serverPercent());
        figures.add(figure("pings answered per socket"), (double) (swarm.pings() - pings) / sockets);
        used.addLoad(figures, figure(""));
    }
}
