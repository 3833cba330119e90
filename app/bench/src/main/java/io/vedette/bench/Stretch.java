package io.vedette.bench;

import java.io.IOException;
import java.time.Duration;

/** A stretch of time, and the processor time that the server and the load generator take in it. */
final class Stretch {
    private final ServerUnderTest server;
    private final Duration serverBefore;
    private final Duration generatorBefore;
    private final Duration machineBefore;
    private final long began = System.nanoTime();

    private Stretch(ServerUnderTest server) throws IOException {
        this.server = server;
        this.serverBefore = server.cpu();
        this.generatorBefore = generatorCpu();
        this.machineBefore = Usage.machineCpu();
    }

    /** What a stretch took. The rest is what neither the server nor the generator did, but perhaps the server's database. */
    record Used(Duration time, Duration server, Duration generator, Duration rest) {
        double serverPercent() {
            return percent(server);
        }

        double serverMicrosPer(long things) {
            return server.toNanos() / 1e3 / things;
        }

        /** Adds how busy the machine was with all but the server. */
        void addLoad(Figures figures, String prefix) {
            figures.add(prefix + Comparison.GENERATOR, percent(generator));
            figures.add(prefix + Comparison.REST, percent(rest));
        }

        private double percent(Duration cpu) {
            return 100.0 * cpu.toNanos() / time.toNanos();
        }
    }

    static Stretch begin(ServerUnderTest server) throws IOException {
        return new Stretch(server);
    }

    Used end() throws IOException {
        var time = Duration.ofNanos(System.nanoTime() - began);
        var served = server.cpu().minus(serverBefore);
        var generated = generatorCpu().minus(generatorBefore);
        var rest = Usage.machineCpu().minus(machineBefore).minus(served).minus(generated);
        return new Used(time, served, generated, rest.isNegative() ? Duration.ZERO : rest);
    }

    private static Duration generatorCpu() throws IOException {
        return Usage.cpu(ProcessHandle.current().pid());
    }
}
