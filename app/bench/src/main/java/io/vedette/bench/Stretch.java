package io.vedette.bench;

import java.io.IOException;
import java.time.Duration;

/** A stretch of time, and the processor time that the server and the load generator take in it. */
final class Stretch {
    private final ServerUnderTest server;
    private final Duration serverBefore;
    private final Duration generatorBefore;
    private final Duration machineBefore;
    private final Duration databaseBefore;
    private final long began = System.nanoTime();

    private Stretch(ServerUnderTest server) throws IOException {
        this.server = server;
        this.serverBefore = server.cpu();
        this.generatorBefore = generatorCpu();
        this.machineBefore = Usage.machineCpu();
        this.databaseBefore = server.databaseCpu();
    }

    /** What a stretch took. The rest is what none of the others did, but perhaps a database that is the server's own. */
    record Used(Duration time, Duration server, Duration generator, Duration database, Duration rest) {
        double serverPercent() {
            return percent(server);
        }

        double serverMicrosPer(long things) {
            return server.toNanos() / 1e3 / things;
        }

        double databaseMicrosPer(long things) {
            return database.toNanos() / 1e3 / things;
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
        var stored = server.databaseCpu().minus(databaseBefore);
        var rest = Usage.machineCpu()
                .minus(machineBefore)
                .minus(served)
                .minus(generated)
                .minus(stored);
        return new Used(time, served, generated, stored, rest.isNegative() ? Duration.ZERO : rest);
    }

    private static Duration generatorCpu() throws IOException {
        return Usage.cpu(ProcessHandle.current().pid());
    }
}
