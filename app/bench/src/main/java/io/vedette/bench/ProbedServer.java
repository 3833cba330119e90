package io.vedette.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The server with the test classes beside it: among them are the events that the socket bench uses, which no release has.
 * The heap is fixed, so that its growth isn't measured.
 */
record ProbedServer(String classPath, String heap) implements JvmProgram {
    /** Compiles what changed and asks Maven for the class path. */
    static String build() throws IOException, InterruptedException {
        Path list = Files.createTempFile("vedette-bench-", ".classpath");
        try {
            Program.run(List.of(
                    "./mvnw",
                    "-q",
                    "-B",
                    "-pl",
                    "app",
                    "process-test-classes",
                    "dependency:build-classpath",
                    "-DincludeScope=test",
                    "-Dmdep.outputFile=" + list));
            var parts = List.of(
                    "app/target/test-classes",
                    "app/target/classes",
                    Files.readString(list).strip());
            return String.join(File.pathSeparator, parts);
        } finally {
            Files.deleteIfExists(list);
        }
    }

    @Override
    public List<String> command() {
        return List.of(
                Program.jdk("java"),
                "@app/deploy/java.options",
                "-Xms" + heap,
                "-Xmx" + heap,
                "-cp",
                classPath,
                "io.vedette.Application");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "RATE_LIMIT_ENABLED",
                "false",
                "METRICS_TOKEN",
                "",
                "DEVICES_PER_USER",
                "100000",
                "BETTER_AUTH_SECRET",
                "a secret for benchmarks only, 0123456789");
    }
}
