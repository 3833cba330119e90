package io.vedette.bench;

import io.vedette.bench.swarm.Swarm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Resident memory with more and more idle sockets, each time after collections. */
record MemoryPhase(List<Integer> steps) implements SocketPhase {
    private static final Duration REST = Duration.ofSeconds(3);
    private static final int COLLECTIONS = 2;
    private static final double KIB = 1024;

    /** In bytes, the objects of the heap being a part of what is resident. */
    private record Memory(long resident, long heap) {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void load(ServerUnderTest server, Swarm swarm, Figures figures) throws Exception {
        Memory before = settled(server);
        addResident(figures, 0, before);
        int first = steps.getFirst();
        int connected = 0;
        Memory atFirst = before;
        var stretch = Stretch.begin(server);
        for (int step : steps) {
            swarm.connect(step - connected, WINDOW, PATIENCE);
            connected = step;
            Memory now = settled(server);
            addResident(figures, step, now);
            if (step == first) {
                atFirst = now;
            } else {
                String which = "per further socket, %,d to %,d, KiB".formatted(first, step);
                figures.add(figure("resident " + which), (now.resident() - atFirst.resident()) / KIB / (step - first));
                figures.add(figure("objects " + which), (now.heap() - atFirst.heap()) / KIB / (step - first));
            }
        }
        stretch.end().addLoad(figures, figure(""));
    }

    private void addResident(Figures figures, int sockets, Memory memory) {
        figures.add(figure("resident, %,d sockets, MiB".formatted(sockets)), memory.resident() / KIB / KIB);
    }

    private static Memory settled(ServerUnderTest server) throws IOException, InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            Thread.sleep(REST);
            server.collectGarbage();
        }
        Thread.sleep(REST);
        return new Memory(server.residentBytes(), server.heapBytes());
    }
}
