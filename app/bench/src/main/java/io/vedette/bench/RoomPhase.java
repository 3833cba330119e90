package io.vedette.bench;

import io.vedette.bench.swarm.Pace;
import io.vedette.bench.swarm.Swarm;
import io.vedette.bench.swarm.SwarmListener;
import io.vedette.bench.swarm.SwarmSocket;
import io.vedette.bench.swarm.Text;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One of a room says something at a fixed rate, and everybody in it hears it. */
record RoomPhase(int size, int perSecond, Duration warmUp, Duration length) implements SocketPhase {
    private static final int TEXT_LENGTH = 200;
    private static final String ROOM = "bench";

    @Override
    public String name() {
        return "room of %,d".formatted(size);
    }

    @Override
    public void load(ServerUnderTest server, Swarm swarm, Figures figures) throws Exception {
        List<SwarmSocket> sockets = swarm.connect(size, WINDOW, PATIENCE);
        join(swarm, sockets);
        say(swarm, sockets, Pace.of(perSecond, warmUp));
        var pace = Pace.of(perSecond, length);
        var stretch = Stretch.begin(server);
        Broadcasts heard = say(swarm, sockets, pace);
        var used = stretch.end();
        figures.add(figure("server per delivery, µs"), used.serverMicrosPer(heard.deliveries()));
        figures.addMillis(
                figure("heard by all, p50 of %d".formatted(heard.complete().count())),
                heard.complete().percentile(50));
        figures.addMillis(figure("heard by all, p99"), heard.complete().percentile(99));
        figures.addMillis(figure("delivery, p50"), heard.each().percentile(50));
        figures.addMillis(figure("delivery, p99"), heard.each().percentile(99));
        figures.add(
                figure("deliveries per second"),
                heard.deliveries() * 1e9 / used.time().toNanos());
        figures.add(figure("deliveries missing"), (double) pace.count() * size - heard.deliveries());
        figures.add(figure("server, % of a core"), used.serverPercent());
        used.addLoad(figures, figure(""));
    }

    private static void join(Swarm swarm, List<SwarmSocket> sockets) throws IOException, InterruptedException {
        var joined = new CountDownLatch(sockets.size());
        swarm.listen(new SwarmListener() {
            @Override
            public void acknowledged(SwarmSocket socket, long id, Text packet) {
                joined.countDown();
            }
        });
        sockets.forEach(socket -> socket.emit(0, "room:join", "{\"room\":\"%s\"}".formatted(ROOM)));
        if (!joined.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException(joined.getCount() + " sockets did not get into the room");
        }
    }

    private Broadcasts say(Swarm swarm, List<SwarmSocket> sockets, Pace pace) throws InterruptedException {
        var broadcasts = new Broadcasts("room:said", "\"text\":\"#", pace.count(), size);
        swarm.listen(broadcasts);
        pace.run((index, intended) -> {
            broadcasts.began(index, intended);
            String text = text(index);
            sockets.getFirst().emit(index, "room:say", "{\"room\":\"%s\",\"text\":\"%s\"}".formatted(ROOM, text));
        });
        broadcasts.await();
        return broadcasts;
    }

    private static String text(int number) {
        String start = "#%d ".formatted(number);
        return start + "x".repeat(TEXT_LENGTH - start.length());
    }
}
