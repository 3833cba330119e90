package io.vedette.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How long the server takes to be ready, on a fresh and on a used data folder, and how much memory it holds at rest. */
public final class StartBench {
    private static final Duration REST = Duration.ofSeconds(10);
    private static final long MEBIBYTE = 1024 * 1024;

    private final Measure fresh = new Measure("ready, fresh data folder", "ms");
    private final Measure used = new Measure("ready, used data folder", "ms");
    private final Measure resting = new Measure("resident after %d s at rest".formatted(REST.toSeconds()), "MiB");
    private final Measure collected = new Measure("resident after a collection", "MiB");
    private final Program program;

    private StartBench(Program program) {
        this.program = program;
    }

    /** Takes {@code --runs=n} and {@code --server=jar or folder}; runs in the repository's root. */
    public static void main(String[] args) throws Exception {
        int runs = Integer.parseInt(option(args, "runs", "5"));
        Path server = Path.of(option(args, "server", "app/target/vedette.jar"));
        var bench = new StartBench(new PackagedServer(server));
        for (int run = 0; run < runs; run++) {
            bench.run();
        }
        System.out.printf(
                "%s, JDK %s, %d processors%n%n",
                server, Runtime.version(), Runtime.getRuntime().availableProcessors());
        System.out.println(Measure.HEAD);
        List.of(bench.fresh, bench.used, bench.resting, bench.collected)
                .forEach(measure -> System.out.println(measure.row()));
    }

    private void run() throws IOException, InterruptedException {
        try (var data = new DataFolder()) {
            try (var server = ServerUnderTest.start(program, data.path(), null)) {
                fresh.add(server.awaitReady().toMillis());
            }
            try (var server = ServerUnderTest.start(program, data.path(), null)) {
                used.add(server.awaitReady().toMillis());
                Thread.sleep(REST);
                resting.add(server.residentBytes() / MEBIBYTE);
                server.collectGarbage();
                collected.add(server.residentBytes() / MEBIBYTE);
            }
        }
    }

    private static String option(String[] args, String name, String fallback) {
        String prefix = "--" + name + "=";
        for (String arg : args) {
            if (arg.startsWith(prefix)) {
                return arg.substring(prefix.length());
            }
        }
        return fallback;
    }
}
