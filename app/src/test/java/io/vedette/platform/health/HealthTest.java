package io.vedette.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.ops.Health;
import io.vedette.testing.Await;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.notes.NoteHealth.Supply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServerTest
class HealthTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Of its own: what others have done to the shared one may be wrong with it. */
    private static final TestServer SERVER = TestServer.start(Map.of());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** Who has just started may still be getting its bucket. */
    @BeforeEach
    void awaitWell() {
        Await.until("it is well", PATIENCE, () -> says("/status", "ok"));
    }

    private static Visitor visitor() {
        return Visitor.at(SERVER.url());
    }

    @Test
    void a_server_that_is_well_says_so() {
        Reply reply = visitor().get("/health").is(200);
        assertThat(reply.json().path("status").asString()).isEqualTo("ok");
        assertThat(reply.json().path("version").asString()).isEqualTo("0.1.0");
        assertThat(reply.json().at("/checks/database/status").asString()).isEqualTo("ok");
        visitor().get("/health/live").is(200);
        visitor().get("/health/ready").is(200);
    }

    @Test
    void without_something_it_can_do_without_it_is_degraded_and_goes_on() {
        Reply reply = whileOut("pen", "degraded");
        reply.is(200);
        assertThat(reply.json().at("/checks/pen/detail").asString()).isEqualTo("none left");
        assertThat(reply.json().at("/checks/database/status").asString()).isEqualTo("ok");
    }

    @Test
    void without_something_essential_it_is_down_and_not_ready_but_alive() {
        whileOut("paper", "down").is(503);
    }

    @Test
    void however_many_ask_the_parts_are_asked_once_a_second() {
        Supply pen = SERVER.bean("pen", Supply.class);
        int before = pen.timesAsked();
        long start = System.nanoTime();
        for (int call = 0; call < 200; call++) {
            visitor().get("/health").is(200);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat(pen.timesAsked() - before).isLessThanOrEqualTo((int) seconds + 2);
    }

    /** What the server answers while this has run out; it hears of it within a second. */
    private static Reply whileOut(String supply, String status) {
        Supply empty = SERVER.bean(supply, Supply.class);
        empty.is(Health.down("none left"));
        try {
            Await.until("it says so", PATIENCE, () -> says("/checks/%s/status".formatted(supply), "down"));
            assertThat(says("/status", status)).isTrue();
            visitor().get("/health/ready").is("down".equals(status) ? 503 : 200);
            visitor().get("/health/live").is(200);
            return visitor().get("/health");
        } finally {
            empty.is(Health.OK);
        }
    }

    private static boolean says(String place, String status) {
        return visitor().get("/health").json().at(place).asString().equals(status);
    }

    @Test
    void metrics_are_for_who_has_the_token() {
        visitor().get("/metrics").isProblem(401, "unauthenticated");
        visitor().bearing("user-ada").get("/metrics").isProblem(403, "forbidden");
        Reply reply =
                visitor().bearing(TestServer.METRICS_TOKEN).get("/metrics").is(200);
        assertThat(reply.header("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(reply.text())
                .contains("vedette_database_pool_max{lane=\"requests\"")
                .contains("jvm_memory_used_bytes")
                .contains("http_server_requests_seconds_count");
    }

    @Test
    void public_keys_are_there_for_whoever_checks_tokens() {
        Reply reply = visitor().get("/.well-known/jwks.json").is(200);
        assertThat(reply.json().at("/keys/0/kty").asString()).isEqualTo("EC");
        assertThat(reply.json().at("/keys/0/d").isMissingNode()).isTrue();
    }
}
