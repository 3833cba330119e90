package io.vedette.bench;

import io.vedette.bench.swarm.Pace;
import io.vedette.bench.swarm.Sample;
import io.vedette.bench.swarm.Swarm;
import java.time.Duration;

/** Commands by REST at a fixed rate, to each of some cameras in turn: stored, pushed, acknowledged, told to the sender. */
record CommandPhase(int cameras, int perSecond, Duration warmUp, Duration length) implements Phase {
    @Override
    public String name() {
        return "commands, %,d/s".formatted(perSecond);
    }

    @Override
    public boolean needsDatabase() {
        return true;
    }

    @Override
    public void run(ServerUnderTest server, Figures figures) throws Exception {
        try (var household = Household.ofClient(server.address(), cameras);
                var swarm = Swarm.against(server.address(), household::auth)) {
            swarm.connect(1 + cameras, WINDOW, PATIENCE);
            send(household, swarm, Pace.of(perSecond, warmUp));
            var pace = Pace.of(perSecond, length);
            var stretch = Stretch.begin(server);
            Commands commands = send(household, swarm, pace);
            var used = stretch.end();
            add(figures, "answered", commands.answered());
            add(figures, "at the camera", commands.pushed());
            add(figures, "settled, and told to the sender", commands.settled());
            figures.add(figure("refused"), commands.refused());
            figures.add(figure("pushed again"), commands.repeated());
            figures.add(
                    figure("not settled, of %,d".formatted(pace.count())),
                    pace.count() - commands.settled().count());
            figures.add(figure("sockets lost"), (double) swarm.lost());
            figures.add(figure("server per command, µs"), used.serverMicrosPer(pace.count()));
            figures.add(figure("database per command, µs"), used.databaseMicrosPer(pace.count()));
            used.addLoad(figures, figure(""));
        }
    }

    private void add(Figures figures, String what, Sample sample) {
        figures.addMillis(figure(what + ", p50"), sample.percentile(50));
        figures.addMillis(figure(what + ", p99"), sample.percentile(99));
    }

    private Commands send(Household household, Swarm swarm, Pace pace) throws InterruptedException {
        var commands = new Commands(pace.count());
        swarm.listen(commands);
        pace.run((index, intended) -> commands.send(household, index % cameras, index, intended));
        commands.await();
        return commands;
    }
}
