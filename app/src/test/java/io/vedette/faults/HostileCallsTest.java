package io.vedette.faults;

import static io.vedette.testing.faults.HostileInput.mutated;
import static io.vedette.testing.faults.HostileInput.oneOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import io.vedette.testing.Property;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.HostileInput;
import io.vedette.testing.faults.RawCalls;
import io.vedette.testing.faults.RawCalls.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes over the wire is answered with what the document promises: never with a 5xx, never with our insides. */
@ServerTest
class HostileCallsTest {
    private static final byte[] NOTHING = {};
    private static final List<String> FIELDS =
            List.of("title", "colour", "remindAt", "weight", "pinned", "tags", "place", "metadata", "title");
    private static final List<String> PATHS = List.of(
            "/notes",
            "/notes/0196c0de-0000-7000-8000-000000000000",
            "/notes?limit=10&colour=yellow&cursor=abc&from=2026-01-31T12:00:00.000Z",
            "/notes?cursor=Y17tbErn8Qyjo8MCZ-fTklsiMjA1Ny0wNi0wNlQwOTowMjoxOS40OTRaIl0",
            "/health",
            "/openapi.json",
            "/docs/index.html",
            "/.well-known/jwks.json",
            "/api/auth/get-session?disableRefresh=1",
            "/api/auth/list-sessions",
            "/api/auth/reset-password/AbCdEfGhIjKlMnOpQrStUvWx?callbackURL=%2Freset%3Fx%3D1",
            "/api/auth/error?error=x",
            "/metrics");
    private static final List<String> HEADERS = List.of(
            "Authorization: Basic b3BzOm9wcw==",
            "Cookie: test.session=ada; other=\"1\"",
            "Cookie: better-auth.session_token=VbbO4yjQanCLLJQ10JMVK0XbQMwWhYKV.FBGYYw3eXcxaEqMjUssbNgiiji2mg6PMGEDi1mvSobU%3D; better-auth.dont_remember=true.x",
            "Authorization: Bearer VbbO4yjQanCLLJQ10JMVK0XbQMwWhYKV.FBGYYw3eXcxaEqMjUssbNgiiji2mg6PMGEDi1mvSobU=",
            "Authorization: Bearer %41%00VbbO4yjQanCLLJQ10JMVK0XbQMwWhYKV",
            "Idempotency-Key: 0196c0de",
            "Content-Type: application/json; charset=utf-8",
            "Content-Encoding: gzip",
            "Accept: text/html, */*;q=0.1",
            "Accept-Language: de",
            "X-Request-Id: abc.def",
            "X-Forwarded-For: 10.1.2.3, 192.168.0.1",
            "X-Forwarded-Proto: https",
            "Forwarded: for=\"[2001:db8::1]:4711\";proto=https",
            "Origin: https://app.example.test",
            "Sec-Fetch-Site: cross-site",
            "Access-Control-Request-Method: POST",
            "If-None-Match: \"x\", W/\"y\"",
            "Range: bytes=0-1,5-",
            "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    /** Without limits: calls whose head is broken all count against one address. */
    private static final TestServer SERVER = TestServer.start(Map.of("RATE_LIMIT_ENABLED", "false"));

    private final RawCalls calls = new RawCalls(SERVER.url());
    private final NavigableMap<Integer, Integer> statuses = new TreeMap<>();
    private int sent;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @AfterEach
    void close() {
        calls.close();
        System.out.println("Hostile calls were answered with " + statuses);
    }

    @Test
    void bodies() {
        Property.check(3_000, chance -> {
            String key = chance.nextInt(3) == 0 ? "Idempotency-Key: " + UUID.randomUUID() + "\r\n" : "";
            check(calls.send(head("POST", "/notes") + key, HostileInput.json(chance, FIELDS)));
        });
        assertThat(statuses.keySet()).contains(201, 400, 422);
    }

    @Test
    void paths_and_queries() {
        Property.check(1_500, chance -> {
            String path =
                    "/" + mutated(oneOf(PATHS, chance).substring(1), chance).replaceAll("[\\x00-\\x20\\x7f]", "%0a");
            check(calls.send(
                    head(oneOf(List.of("GET", "GET", "POST", "DELETE", "OPTIONS", "PUT"), chance), path), NOTHING));
        });
        assertThat(statuses.keySet()).contains(200, 400, 404);
    }

    @Test
    void headers() {
        Property.check(2_500, chance -> {
            String head =
                    head(chance.nextBoolean() ? "GET" : "POST", oneOf(PATHS, chance)) + header(chance) + header(chance);
            // On a connection of its own: Netty leaves some of those it cannot read without an answer on a used one.
            try (RawCalls call = new RawCalls(SERVER.url())) {
                check(call.send(head, "{\"title\":\"x\"}".getBytes(StandardCharsets.UTF_8)));
            }
        });
        assertThat(statuses.keySet()).contains(200, 201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e999999999", "[{\"deep\":1e400}]"})
    void a_number_that_nothing_can_hold_is_refused_where_it_would_be_kept(String number) {
        Visitor ada = Visitor.signedInAs("ada-" + UUID.randomUUID()).with("Idempotency-Key", "huge");
        assertThat(ada.post("/notes", "{\"title\":\"x\",\"metadata\":{\"a\":%s}}".formatted(number))
                        .isProblem(422, "validation_failed")
                        .wrongFields())
                .containsExactly("metadata");
        ada.with("Idempotency-Key", "unknown")
                .post("/notes", "{\"title\":\"x\",\"unknown\":%s}".formatted(number))
                .is(201);
    }

    @Test
    void a_cursor_of_somebody_else_or_of_nobody_is_refused() {
        String ada = "ada-" + UUID.randomUUID();
        Visitor.signedInAs(ada).post("/notes", "{\"title\":\"one\"}").is(201);
        Visitor.signedInAs(ada).post("/notes", "{\"title\":\"two\"}").is(201);
        String cursor = Visitor.signedInAs(ada)
                .get("/notes?limit=1")
                .json()
                .path("nextCursor")
                .asString();
        Visitor.signedInAs(ada).get("/notes?limit=1&cursor=" + cursor).is(200);
        Visitor.signedInAs("bob").get("/notes?cursor=" + cursor).isProblem(400, "invalid_parameter");
        Visitor.signedInAs(ada).get("/notes?cursor=x" + cursor).isProblem(400, "invalid_parameter");
    }

    /** A user and an address of their own every fifty calls, so that no limit hides what is behind it. */
    private String head(String method, String path) {
        int number = sent++ / 50;
        return "%s %s HTTP/1.1\r\nAuthorization: Bearer user-hostile%d%s\r\nX-Forwarded-For: 10.200.%d.%d\r\n"
                .formatted(method, path, number, System.identityHashCode(this), number / 250, number % 250);
    }

    /** Mutated, yet still one line: what ends a line early is the HTTP decoder's business, and makes the next call unreadable. */
    private static String header(RandomGenerator chance) {
        String line = mutated(oneOf(HEADERS, chance), chance).replaceAll("[\r\n]", "");
        return line.isEmpty() ? line : line + "\r\n";
    }

    private void check(Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 499);
        assertThat(answer.body()).doesNotContain("Exception", "io.vedette", "org.spring", "tools.jackson");
        if (answer.headers().contains("content-type: application/problem+json")) {
            assertThat(Json.jsonMapper().readTree(answer.body()).path("code").asString())
                    .isNotEmpty();
        }
    }
}
