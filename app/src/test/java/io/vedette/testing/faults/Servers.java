package io.vedette.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Leaks;
import io.vedette.testing.Scratch;
import io.vedette.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/** The server processes of one test: their logs are shown when it fails, and none of them outlives it. */
public final class Servers implements AfterEachCallback {
    private final List<ServerProcess> servers = new ArrayList<>();

    public Servers() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> servers.forEach(ServerProcess::close)));
    }

    public ServerProcess on(DatabaseUrl database) {
        return on(database, Map.of());
    }

    public ServerProcess on(DatabaseUrl database, Map<String, String> more) {
        Map<String, String> environment = TestServer.environment(database);
        environment.put("RATE_LIMIT_ENABLED", "false");
        environment.putAll(more);
        return add(environment, null);
    }

    /** On the embedded database in an empty folder of that name. */
    public ServerProcess inFolder(String name) {
        Path folder = Scratch.file(name);
        FileSystemUtils.deleteRecursively(folder.toFile());
        Map<String, String> environment = new HashMap<>();
        environment.put("DATA_DIR", folder.toAbsolutePath().toString());
        environment.put("RATE_LIMIT_ENABLED", "false");
        environment.put("BETTER_AUTH_SECRET", TestServer.SECRET);
        environment.put("MINIO_PORT", "0");
        return add(environment, folder);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        servers.forEach(ServerProcess::close);
        if (context.getExecutionException().isPresent()) {
            servers.forEach(server ->
                    System.out.printf("The server on %s said:%n%s%n", server.url(), String.join("\n", server.log())));
        }
        List<String> leaks = servers.stream()
                .flatMap(server -> Leaks.reportsIn(server.log()).stream())
                .toList();
        servers.clear();
        assertThat(leaks).as("memory that servers lost").isEmpty();
    }

    private ServerProcess add(Map<String, String> environment, @Nullable Path folder) {
        ServerProcess server = new ServerProcess(environment, folder);
        servers.add(server);
        return server;
    }
}
