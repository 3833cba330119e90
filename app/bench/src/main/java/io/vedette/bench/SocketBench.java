package io.vedette.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** What sockets cost the server, beside Node's Socket.IO server under the very same load. */
public final class SocketBench {
    private final Comparison comparison = new Comparison();
    private final Map<String, Program> servers = new LinkedHashMap<>();
    private final Map<String, Phase> phases = new LinkedHashMap<>();

    private String classPath = "";

    private SocketBench() {}

    /** Takes the options that the README of this module lists; runs in the repository's root. */
    public static void main(String[] args) throws Exception {
        var options = new Options(args);
        var bench = new SocketBench();
        int runs = options.number("runs", 1);
        String heap = options.text("heap", "256m");
        String which = options.text("server", "both");
        bench.choosePhases(options);
        options.end();
        bench.chooseServers(which, heap);
        try {
            for (int run = 0; run < runs; run++) {
                bench.run();
            }
        } finally {
            System.out.printf(
                    "%d processors, runs: %d%n%n", Runtime.getRuntime().availableProcessors(), runs);
            System.out.println(bench.comparison.table());
        }
    }

    private void choosePhases(Options options) {
        var warmUp = options.seconds("warm-up", 15);
        var length = options.seconds("seconds", 15);
        phases.put("memory", new MemoryPhase(options.numbers("memory-sockets", "2000,10000,18000")));
        phases.put(
                "idle",
                new IdlePhase(
                        options.number("idle-sockets", 10_000),
                        options.seconds("idle-rest", 60),
                        options.seconds("idle-seconds", 75)));
        phases.put(
                "room",
                new RoomPhase(options.number("room-size", 5_000), options.number("room-rate", 4), warmUp, length));
        phases.put(
                "echo",
                new EchoPhase(options.number("echo-sockets", 50), options.number("echo-rate", 500), warmUp, length));
        phases.put(
                "commands",
                new CommandPhase(
                        options.number("command-cameras", 1_000), options.number("command-rate", 200), warmUp, length));
        phases.put(
                "motion",
                new MotionPhase(
                        options.number("motion-clients", 1_000), options.number("motion-rate", 5), warmUp, length));
        phases.put(
                "storm", new StormPhase(options.number("storm-sockets", 5_000), options.number("storm-window", 256)));
        List<String> only = options.words("only", String.join(",", phases.keySet()));
        if (!phases.keySet().containsAll(only)) {
            throw new IllegalArgumentException("--only= takes some of " + phases.keySet());
        }
        phases.keySet().retainAll(only);
    }

    private void chooseServers(String which, String heap) throws Exception {
        if (!List.of("vedette", "peer", "both").contains(which)) {
            throw new IllegalArgumentException("--server= takes vedette, peer or both");
        }
        classPath = ProbedServer.build();
        if (!which.equals("peer")) {
            servers.put(
                    "Vedette, JDK %s, heap %s".formatted(Runtime.version(), heap), new ProbedServer(classPath, heap));
        }
        if (!which.equals("vedette")) {
            servers.put("socket.io, Node " + NodePeer.version(), NodePeer.install());
        }
    }

    private void run() throws Exception {
        for (var server : servers.entrySet()) {
            for (Phase phase : phases.values()) {
                System.err.printf("%s, %s%n", server.getKey(), phase.name());
                run(server.getValue(), phase, comparison.column(server.getKey()));
            }
        }
    }

    private void run(Program program, Phase phase, Figures figures) throws Exception {
        try (var data = new DataFolder();
                var database = phase.needsDatabase() ? new Postgres(classPath, data.path()) : null;
                var server = ServerUnderTest.start(program, data.path(), database)) {
            server.awaitReady();
            try {
                phase.run(server, figures);
            } catch (IOException | TimeoutException e) {
                throw new IOException("%s; the server's log:%n%s".formatted(phase.name(), server.log()), e);
            }
        }
    }
}
