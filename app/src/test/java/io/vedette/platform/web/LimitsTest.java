package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How often one may call. */
@ServerTest
class LimitsTest {
    private static final Duration OF_ANYBODY = Duration.ofMinutes(15);
    private static final Duration OF_A_USER = Duration.ofMinutes(1);

    @Test
    void an_anonymous_address_has_a_hundred_calls() {
        Visitor visitor = Visitor.anonymous();
        holdsTo(100, OF_ANYBODY, () -> visitor.get("/nowhere"));

        Reply refused = visitor.get("/nowhere").isProblem(429, "rate_limited");
        assertThat(refused.header("RateLimit-Limit")).hasValue("100");
        assertThat(refused.header("RateLimit-Remaining")).hasValue("0");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 9);
        assertThat(refused.header("RateLimit-Reset")).isEqualTo(refused.header("Retry-After"));
    }

    @Test
    void bad_credentials_count_against_the_address_they_come_from() {
        Visitor visitor = Visitor.anonymous();
        holdsTo(100, OF_ANYBODY, () -> visitor.bearing("nonsense-1").get("/notes"));
        visitor.get("/nowhere").isProblem(429, "rate_limited");
    }

    @Test
    void a_password_that_is_right_at_last_is_not_believed_after_too_many_that_were_wrong() {
        Visitor guesser = Visitor.anonymous();
        holdsTo(
                100,
                OF_ANYBODY,
                () -> guesser.with("Authorization", "Basic b3BzOndyb25n").post("/notes/operate", null));
        guesser.with("Authorization", "Basic b3BzOm9wcw==")
                .post("/notes/operate", null)
                .isProblem(429, "rate_limited");
        Visitor.anonymous()
                .with("Authorization", "Basic b3BzOm9wcw==")
                .post("/notes/operate", null)
                .is(200);
    }

    @Test
    void tokens_of_others_behind_a_spent_address_still_work() {
        Visitor visitor = Visitor.anonymous();
        callsUntilRefused(() -> visitor.get("/nowhere"));
        visitor.bearing("user-neighbour").get("/notes").is(200);
    }

    @Test
    void a_user_has_six_hundred_calls_wherever_they_come_from() {
        holdsTo(600, OF_A_USER, () -> Visitor.signedInAs("eager").get("/notes/none"));
        Visitor.signedInAs("calm").get("/notes").is(200);
    }

    @Test
    void an_ipv6_network_counts_as_one() {
        int[] host = {1};
        holdsTo(
                100,
                OF_ANYBODY,
                () -> Visitor.anonymous()
                        .with("X-Forwarded-For", "2001:db8:7:7::" + Integer.toHexString(host[0]++))
                        .get("/nowhere"));
        Visitor.anonymous()
                .with("X-Forwarded-For", "2001:db8:7:8::1")
                .get("/nowhere")
                .is(404);
    }

    @Test
    void what_watches_over_the_server_always_gets_through() {
        Visitor visitor = Visitor.anonymous();
        callsUntilRefused(() -> visitor.get("/nowhere"));
        for (String path : new String[] {
            "/health",
            "/health/live",
            "/health/ready",
            "/openapi.json",
            "/asyncapi.json",
            "/.well-known/jwks.json",
            "/docs"
        }) {
            visitor.get(path).is(200);
        }
        visitor.bearing(TestServer.METRICS_TOKEN).get("/metrics").is(200);
        visitor.get("/docs/no-such-file.js").isProblem(404, "not_found");
        visitor.post("/health", "{}").isProblem(405, "method_not_allowed");
    }

    /** And to what it has earned again meanwhile, which on a slow machine is something. */
    private static void holdsTo(int limit, Duration window, Supplier<Reply> call) {
        long begun = System.nanoTime();
        int calls = callsUntilRefused(call);
        long earned = limit * (System.nanoTime() - begun) / window.toNanos();
        assertThat(calls).isBetween(limit, limit + (int) earned);
    }

    private static int callsUntilRefused(Supplier<Reply> call) {
        int calls = 0;
        while (call.get().status() != 429) {
            calls++;
            assertThat(calls).isLessThan(2_000);
        }
        return calls;
    }
}
