package io.vedette.testing;

import io.vedette.Application;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.json.Json;
import io.vedette.platform.start.Start;
import io.vedette.storage.StorageSettings;
import io.vedette.testing.notes.NotesTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import tools.jackson.databind.JsonNode;

/** A real server in this JVM, on a database of its own. */
public final class TestServer implements AutoCloseable {
    public static final String SECRET = "a secret for tests only, 0123456789abcdef";
    public static final String METRICS_TOKEN = "a-token-for-the-metrics-0123456789";

    private static final class Shared {
        static final TestServer SERVER = start(Map.of());
    }

    private final ConfigurableApplicationContext context;
    private final DatabaseUrl database;

    private TestServer(ConfigurableApplicationContext context, DatabaseUrl database) {
        this.context = context;
        this.database = database;
    }

    /** The one that all tests share. */
    public static TestServer running() {
        return Shared.SERVER;
    }

    /** One of its own, for tests that set something or stop it; on a fresh database, unless it is told which. */
    public static TestServer start(Map<String, String> environment) {
        String given = environment.get("DATABASE_URL");
        DatabaseUrl database = given == null ? freshWithNotes() : DatabaseUrl.parse(given);
        Map<String, String> all = environment(database);
        all.putAll(environment);
        ConfigurableApplicationContext context = Start.run(Application.class, all);
        Bugs.listen();
        TestServer server = new TestServer(context, database);
        if (environment.getOrDefault("MINIO_ENDPOINT", "").isEmpty()) {
            TestStore.awaitBucket(
                    server.bean(S3AsyncClient.class),
                    server.bean(StorageSettings.class).bucket());
        }
        return server;
    }

    private static DatabaseUrl freshWithNotes() {
        DatabaseUrl database = TestDatabase.fresh();
        NotesTable.createIn(database);
        return database;
    }

    /** What every server in the tests is told. */
    public static Map<String, String> environment(DatabaseUrl database) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", "0");
        environment.put("DATABASE_URL", TestDatabase.text(database));
        environment.put("BETTER_AUTH_SECRET", SECRET);
        environment.put("BETTER_AUTH_BASE_URL", "http://localhost:3000");
        environment.put("BETTER_AUTH_TRUSTED_ORIGINS", "https://app.example.test,*.cameras.example.test");
        environment.put("TRUSTED_PROXIES", "127.0.0.0/8,::1");
        environment.put("METRICS_TOKEN", METRICS_TOKEN);
        environment.put("ADMIN_USERNAME", "ops");
        environment.put("ADMIN_PASSWORD", "ops");
        environment.put("VAPID_SUBJECT", "mailto:ops@example.test");
        environment.put("WEBHOOK_ALLOW_PRIVATE", "true");
        environment.putAll(TestStore.environment(database.database().replace('_', '-')));
        return environment;
    }

    public URI url() {
        return URI.create("http://localhost:" + port());
    }

    public int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    public DatabaseUrl database() {
        return database;
    }

    /** One of its own descriptions of what it offers. */
    JsonNode document(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(url().resolve(path)).build();
            return Json.jsonMapper()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public <T> Map<String, T> beans(Class<T> type) {
        return context.getBeansOfType(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
