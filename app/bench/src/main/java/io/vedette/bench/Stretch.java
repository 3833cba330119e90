package io.vedette.bench;

import java.io.IOException;
import java.time.Duration;

/** A stretch of time, and the processor time that the server and the load generator take in it. */
final class Stretch {
    private final ServerUnderTest server;
    private final Duration serverBefore;
    private final Duration generatorBefore;
    private final long began = System.nanoTime();

    private Stretch(ServerUnderTest server) throws IOException {
        this.server = server;
        this.serverBefore = server.cpu();
        this.generatorBefore = generatorCpu();
    }

    /** What a stretch took. */
    record Used(Duration time, Duration server, Duration generator) {
        double serverPercent() {
            return percent(server);
        }

        double generatorPercent() {
            return percent(generator);
        }

        double serverMicrosPer(long things) {
            return server.toNanos() / 1e3 / things;
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
        return new Used(time, server.cpu().minus(serverBefore), generatorCpu().minus(generatorBefore));
    }

    private static Duration generatorCpu() throws IOException {
        return Usage.cpu(ProcessHandle.current().pid());
    }
}
