package io.vedette.bench;

import io.vedette.bench.swarm.Pace;
import io.vedette.bench.swarm.Swarm;
import io.vedette.bench.swarm.SwarmSocket;
import java.time.Duration;
import java.util.List;

/** Events that are acknowledged with what they said, at a fixed rate, from each of a few sockets in turn. */
record EchoPhase(int sockets, int perSecond, Duration warmUp, Duration length) implements SocketPhase {
    // So many more events while warming up, as a just-in-time compiler counts calls and not seconds.
    private static final int WARMER = 4;

    @Override
    public String name() {
        return "echo, %,d/s".formatted(perSecond);
    }

    @Override
    public void load(ServerUnderTest server, Swarm swarm, Figures figures) throws Exception {
        List<SwarmSocket> connected = swarm.connect(sockets, WINDOW, PATIENCE);
        echo(swarm, connected, Pace.of(WARMER * perSecond, warmUp));
        var pace = Pace.of(perSecond, length);
        var stretch = Stretch.begin(server);
        Echoes echoes = echo(swarm, connected, pace);
        var used = stretch.end();
        figures.addMillis(
                figure("from the intended time, p50"), echoes.fromIntended().percentile(50));
        figures.addMillis(
                figure("from the intended time, p99"), echoes.fromIntended().percentile(99));
        figures.addMillis(figure("from the sending, p50"), echoes.fromSent().percentile(50));
        figures.addMillis(figure("from the sending, p99"), echoes.fromSent().percentile(99));
        figures.add(
                figure("missing of %,d".formatted(pace.count())),
                pace.count() - echoes.fromSent().count());
        figures.add(figure("server per event, µs"), used.serverMicrosPer(pace.count()));
        used.addLoad(figures, figure(""));
    }

    private static Echoes echo(Swarm swarm, List<SwarmSocket> sockets, Pace pace) throws InterruptedException {
        var echoes = new Echoes(pace.count());
        swarm.listen(echoes);
        pace.run((index, intended) -> echoes.emit(sockets.get(index % sockets.size()), index, intended));
        echoes.await();
        return echoes;
    }
}
