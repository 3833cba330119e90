package io.vedette.bench;

import io.vedette.bench.swarm.Pace;
import io.vedette.bench.swarm.Sample;
import io.vedette.bench.swarm.Swarm;
import io.vedette.bench.swarm.SwarmSocket;
import java.time.Duration;

/** One camera sees something at a fixed rate, and as often no more: stored, and told to all the clients linked with it. */
record MotionPhase(int clients, int perSecond, Duration warmUp, Duration length) implements Phase {
    @Override
    public String name() {
        return "motion for %,d".formatted(clients);
    }

    @Override
    public boolean needsDatabase() {
        return true;
    }

    @Override
    public void run(ServerUnderTest server, Figures figures) throws Exception {
        try (var household = Household.ofCamera(server.address(), clients);
                var swarm = Swarm.against(server.address(), household::auth)) {
            SwarmSocket camera = swarm.connect(1, 1, PATIENCE).getFirst();
            swarm.connect(clients, WINDOW, PATIENCE);
            watch(swarm, camera, pace(warmUp));
            var stretch = Stretch.begin(server);
            Sightings seen = watch(swarm, camera, pace(length));
            var used = stretch.end();
            add(figures, "stored and answered", seen.answered());
            add(figures, "heard by the first", seen.detected().first());
            add(figures, "heard by the last", seen.detected().complete());
            figures.add(figure("refused"), seen.refused());
            figures.add(figure("deliveries missing"), 2.0 * seen.count() * clients - seen.deliveries());
            figures.add(figure("sockets lost"), (double) swarm.lost());
            figures.add(figure("server per delivery, µs"), used.serverMicrosPer(seen.deliveries()));
            figures.add(figure("server, % of a core"), used.serverPercent());
            used.addLoad(figures, figure(""));
        }
    }

    /** A step that begins and one that ends for each. */
    private Pace pace(Duration time) {
        return Pace.of(2 * perSecond, time);
    }

    private Sightings watch(Swarm swarm, SwarmSocket camera, Pace pace) throws InterruptedException {
        var sightings = new Sightings(pace.count() / 2, clients);
        swarm.listen(sightings);
        pace.run((index, intended) -> sightings.step(camera, index, intended));
        sightings.await();
        return sightings;
    }

    private void add(Figures figures, String what, Sample sample) {
        figures.addMillis(figure(what + ", p50"), sample.percentile(50));
        figures.addMillis(figure(what + ", p99"), sample.percentile(99));
    }
}
