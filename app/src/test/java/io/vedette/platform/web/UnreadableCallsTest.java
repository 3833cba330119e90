package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.RawCalls;
import io.vedette.testing.faults.RawCalls.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hardly HTTP is refused like everything else. */
@ServerTest
class UnreadableCallsTest {
    private final RawCalls calls = new RawCalls(TestServer.running().url());

    @AfterEach
    void close() {
        calls.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%zz",
                "/a|b",
                "/notes?title=|",
                "/notes?x=%",
                "/\\",
                "http://[",
                "http:///",
                "notes",
                "ftp://localhost/notes"
            })
    void a_target_that_makes_no_sense_is_malformed(String target) {
        isRefused(get(target, ""), 400, "invalid_parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "a b", "local|host", "localhost:port"})
    void so_is_a_host(String host) {
        isRefused(
                calls.sendAsIs("GET /notes HTTP/1.1\r\nHost: %s\r\nX-Request-Id: camera-7\r\n\r\n".formatted(host)),
                400,
                "invalid_parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /notes HTTP/x\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET http://a b/ HTTP/1.1\r\n\r\n",
                "GET /notes HTTP/1.1\r\n: x\r\n\r\n"
            })
    void what_is_no_HTTP_is_malformed(String request) {
        Answer answer = calls.sendAsIs(request);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_parameter");
        assertThat(answer.headers())
                .contains("connection: close")
                .anyMatch(header -> header.startsWith("x-request-id: "));
    }

    @Test
    void a_line_that_is_too_long_says_so() {
        isRefusedForGood(get("/" + "x".repeat(9_000), ""), 414, "uri_too_long");
    }

    @Test
    void headers_that_are_too_large_say_so() {
        isRefusedForGood(get("/notes", "X-Much: " + "x".repeat(17_000) + "\r\n"), 431, "headers_too_large");
    }

    @Test
    void a_connection_goes_on_after_a_target_that_made_no_sense() {
        isRefused(get("/%zz", "X-Request-Id: camera-7\r\n"), 400, "invalid_parameter");
        assertThat(get("/health/live", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n",
                "7\r\n{\"title\r\nnonsense\r\n",
                "7\r\n{\"title\r\n-1\r\n",
                "7\r\n{\"title\r\n5\r\n\"}\r\n0\r\n\r\n",
                "7\r\n{\"title\r\nffffffffffffffffff\r\n"
            })
    void a_body_whose_chunks_make_no_sense_is_malformed(String chunks) {
        Answer answer = post("/notes", "bearer user-ada", chunks);
        isRefused(answer, 400, "malformed_json");
        assertThat(answer.headers()).contains("connection: close");
    }

    @Test
    void if_nobody_reads_that_body_the_answer_is_the_last_on_its_connection() throws Exception {
        DatabaseUrl database = TestServer.running().database();
        try (Connection holding = TestDatabase.connect(database)) {
            holding.setAutoCommit(false);
            holding.createStatement().execute("lock table \"session\" in access exclusive mode");
            String stranger = "bearer nobody-" + UUID.randomUUID();
            CompletableFuture<Answer> answer =
                    CompletableFuture.supplyAsync(() -> post("/notes", stranger, "7\r\n{\"title\r\nnonsense\r\n"));
            Await.until("whose token it is is asked for", Duration.ofSeconds(20), () -> isAwaited(database));
            holding.commit();
            isRefused(answer.join(), 401, "unauthenticated");
            assertThat(answer.join().headers()).contains("connection: close");
        }
    }

    private static boolean isAwaited(DatabaseUrl database) {
        return TestDatabase.ask(
                        database,
                        "select count(*) > 0 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .getFirst()
                .equals("t");
    }

    @Test
    void after_its_answer_such_a_body_ends_the_connection() {
        isRefused(post("/notes", "bearer nobody", "7\r\n{\"title\r\n"), 401, "unauthenticated");
        assertThatThrownBy(() -> calls.sendAsIs("nonsense\r\n")).hasRootCauseInstanceOf(EOFException.class);
    }

    @Test
    void whose_connection_the_server_ends_without_waiting_for_the_client() throws IOException {
        URI server = TestServer.running().url();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(chunked("/notes", "bearer user-ada", "nonsense\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .endsWith("}");
        }
    }

    @Test
    void they_count_against_the_address_they_come_from() {
        for (int i = 0; i < 100; i++) {
            assertThat(get("/%zz", "X-Forwarded-For: 203.0.113.9\r\n").status()).isEqualTo(400);
        }
        Answer refused = get("/%zz", "X-Forwarded-For: 203.0.113.9\r\n");
        isRefused(refused, 429, "rate_limited");
        assertThat(refused.headers()).anyMatch(header -> header.startsWith("retry-after: "));
    }

    @Test
    void nobody_marks_their_own_request() {
        assertThat(get("/health/live", "vedette-unreadable: LINE\r\n").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"application/json", "\"a/b\"", "\"/", "application/json\"", "a/b;\"", "application"})
    void a_type_of_body_that_makes_no_sense_is_refused_where_there_is_one(String type) {
        String head = "Content-Type: %s\r\nAccept: %s\r\nAuthorization: bearer user-ada\r\n".formatted(type, type);
        assertThat(get("/notes", head).status()).isEqualTo(200);
        isRefusedForGood(
                calls.sendAsIs(
                        "POST /notes HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: 13\r\n\r\n{\"title\":\"x\"}"
                                .formatted(head)),
                415,
                "unsupported_media_type");
    }

    private Answer post(String path, String authorization, String chunks) {
        return calls.sendAsIs(chunked(path, authorization, chunks));
    }

    private static String chunked(String path, String authorization, String chunks) {
        return """
                POST %s HTTP/1.1\r
                Host: localhost\r
                X-Request-Id: camera-7\r
                Authorization: %s\r
                Transfer-Encoding: chunked\r
                \r
                %s""".formatted(path, authorization, chunks);
    }

    private Answer get(String target, String more) {
        return calls.sendAsIs(
                "GET %s HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: camera-7\r\n%s\r\n".formatted(target, more));
    }

    private static void isRefused(Answer answer, int status, String code) {
        isRefusedForGood(answer, status, code);
        assertThat(answer.headers()).contains("x-request-id: camera-7");
    }

    private static void isRefusedForGood(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.headers())
                .contains("content-type: application/problem+json", "x-content-type-options: nosniff")
                .contains("cache-control: no-store")
                .anyMatch(header -> header.startsWith("x-request-id: "));
    }
}
