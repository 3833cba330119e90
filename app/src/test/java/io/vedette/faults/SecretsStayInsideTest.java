package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.Reply;
import io.vedette.testing.SecretScan;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.notes.NotesTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers and operators entrust to the server stands in no log line, no metric and no error answer. */
class SecretsStayInsideTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WRONG_SETTINGS = 2;

    private static final String BEARER = "user-bearer4f9a1c";
    private static final String UNKNOWN_BEARER = "unknown-bearer77b0e2";
    private static final String PASSWORD = "operator-password-5d1e90";
    private static final String COOKIE = "session-cookie-c83a6f";
    private static final String QUERY = "query-secret-90ab12";
    private static final String BODY = "body-secret-3377fe";
    private static final String BASIC =
            Base64.getEncoder().encodeToString(("ops:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @RegisterExtension
    final Servers servers = new Servers();

    private final DatabaseUrl database = TestDatabase.fresh();
    private final List<String> secrets = new ArrayList<>(List.of(
            BEARER,
            UNKNOWN_BEARER,
            PASSWORD,
            BASIC,
            COOKIE,
            QUERY,
            BODY,
            TestServer.METRICS_TOKEN,
            TestServer.SECRET,
            Objects.requireNonNull(database.password())));

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void of_a_run_with_every_kind_of_error(String format) {
        NotesTable.createIn(database);
        try (TcpProxy network = TcpProxy.to("127.0.0.1", database.port())) {
            ServerProcess server = servers.on(database.withPort(network.port()), Map.of("LOG_FORMAT", format))
                    .start();
            refusals(server);
            accidents(server);
            network.blackhole();
            Visitor ada = server.visitor().bearing(BEARER);
            nothingIn(
                    ada.with("Idempotency-Key", "away").post("/notes", note()).isProblem(503, "database_unavailable"));
            network.cut();
            network.heal();
            Await.until(
                    "the database is back",
                    PATIENCE,
                    () -> ada.post("/notes", note()).status() == 500);
            nothingIn(server.visitor()
                    .bearing(TestServer.METRICS_TOKEN)
                    .get("/metrics")
                    .is(200));
            server.terminate();
            assertThat(server.log())
                    .as("accidents are told of")
                    .anyMatch(line -> line.contains("Operation crash broke"));
            SecretScan.foundNoneIn(String.join("\n", server.log()), secrets);
        }
    }

    @Test
    void of_wrong_settings() {
        String wrongPassword = TestDatabase.text(database)
                .replace(Objects.requireNonNull(database.password()), "wrong-password-1b2c3d");
        List<Map<String, String>> all = List.of(
                Map.of("BETTER_AUTH_SECRET", "short-secret-9f8e7d"),
                Map.of("DATABASE_URL", "postgres://ada:url-password-4c5b6a@here:port/db", "LOG_FORMAT", "json"),
                Map.of("DATABASE_URL", wrongPassword));
        secrets.addAll(List.of("short-secret-9f8e7d", "url-password-4c5b6a", "wrong-password-1b2c3d"));
        for (Map<String, String> wrong : all) {
            ServerProcess server = servers.on(database, wrong);
            assertThat(server.startAndEnd()).isEqualTo(WRONG_SETTINGS);
            Await.until("it says why", PATIENCE, () -> !server.log().isEmpty());
            SecretScan.foundNoneIn(String.join("\n", server.log()), secrets);
        }
    }

    private void refusals(ServerProcess server) {
        Visitor visitor = server.visitor().with("Cookie", "vedette.session_token=" + COOKIE);
        Visitor ada = visitor.bearing(BEARER);
        ada.with("Idempotency-Key", "first").post("/notes", note()).is(201);
        nothingIn(ada.with("Idempotency-Key", "first")
                .post("/notes", "{\"title\":\"%s\"}".formatted(BODY + 2))
                .isProblem(422, "idempotency_key_reused"));
        nothingIn(
                ada.post("/notes", "{\"title\":\"%s\", broken".formatted(BODY)).isProblem(400, "malformed_json"));
        nothingIn(ada.post("/notes", "{\"title\":\"%s\\u0000\",\"colour\":\"%s\"}".formatted(BODY, BODY))
                .is(422));
        nothingIn(ada.get("/notes?cursor=" + QUERY).isProblem(400, "invalid_parameter"));
        nothingIn(ada.get("/nowhere?token=" + QUERY).isProblem(404, "not_found"));
        nothingIn(visitor.bearing(UNKNOWN_BEARER).get("/notes").isProblem(401, "unauthenticated"));
        nothingIn(visitor.with("Authorization", "Basic " + BASIC)
                .post("/notes/operate", null)
                .is(401));
        nothingIn(
                visitor.bearing(TestServer.METRICS_TOKEN + "x").get("/metrics").is(401));
    }

    /** Errors of our own, with a stack trace in the log: some with a statement of the database in it. */
    private void accidents(ServerProcess server) {
        Visitor ada = server.visitor().bearing(BEARER).with("Cookie", "vedette.session_token=" + COOKIE);
        nothingIn(ada.get("/notes/bugs/crash?token=" + QUERY).isProblem(500, "internal_error"));
        TestDatabase.execute(database, "alter table notes add constraint no_more check (title = 'none') not valid");
        nothingIn(ada.with("Idempotency-Key", "broken").post("/notes", note()).isProblem(500, "internal_error"));
    }

    private void nothingIn(Reply reply) {
        SecretScan.foundNoneIn(reply.text() + reply.response().headers().map(), secrets);
    }

    private static String note() {
        return "{\"title\":\"%s\",\"metadata\":{\"token\":\"%s\"}}".formatted(BODY, BODY);
    }
}
