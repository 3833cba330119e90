package io.vedette.bench;

import io.vedette.bench.swarm.Swarm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Resident memory with more and more idle sockets, each time after collections. */
record MemoryPhase(List<Integer> steps) implements Phase {
    private static final Duration REST = Duration.ofSeconds(3);
    private static final int COLLECTIONS = 2;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void load(ServerUnderTest server, Swarm swarm, Figures figures) throws Exception {
        addResident(figures, 0, settled(server));
        int first = steps.getFirst();
        int connected = 0;
        long atFirst = 0;
        var stretch = Stretch.begin(server);
        for (int step : steps) {
            swarm.connect(step - connected, WINDOW, PATIENCE);
            connected = step;
            long bytes = settled(server);
            addResident(figures, step, bytes);
            if (step == first) {
                atFirst = bytes;
            } else {
                String name = figure("per further socket, %,d to %,d, KiB".formatted(first, step));
                figures.add(name, (bytes - atFirst) / 1024.0 / (step - first));
            }
        }
        stretch.end().addLoad(figures, figure(""));
    }

    private void addResident(Figures figures, int sockets, long bytes) {
        figures.add(figure("resident, %,d sockets, MiB".formatted(sockets)), bytes / 1024.0 / 1024.0);
    }

    private static long settled(ServerUnderTest server) throws IOException, InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            Thread.sleep(REST);
            server.collectGarbage();
        }
        Thread.sleep(REST);
        return server.residentBytes();
    }
}
