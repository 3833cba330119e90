package io.vedette.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import org.junit.jupiter.api.Test;

@ServerTest
class HealthTest {
    @Test
    void a_server_that_is_well_says_so() {
        Reply reply = Visitor.anonymous().get("/health").is(200);
        assertThat(reply.json().path("status").asString()).isEqualTo("ok");
        assertThat(reply.json().path("version").asString()).isEqualTo("0.1.0");
        assertThat(reply.json().at("/checks/database/status").asString()).isEqualTo("ok");
        Visitor.anonymous().get("/health/live").is(200);
        Visitor.anonymous().get("/health/ready").is(200);
    }

    @Test
    void metrics_are_for_who_has_the_token() {
        Visitor.anonymous().get("/metrics").isProblem(401, "unauthenticated");
        Visitor.signedInAs("ada").get("/metrics").isProblem(403, "forbidden");
        Reply reply = Visitor.anonymous()
                .bearing(TestServer.METRICS_TOKEN)
                .get("/metrics")
                .is(200);
        assertThat(reply.header("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(reply.text())
                .contains("vedette_database_pool_max{lane=\"requests\"")
                .contains("jvm_memory_used_bytes")
                .contains("http_server_requests_seconds_count");
    }

    @Test
    void public_keys_are_there_for_whoever_checks_tokens() {
        Reply reply = Visitor.anonymous().get("/.well-known/jwks.json").is(200);
        assertThat(reply.json().at("/keys/0/kty").asString()).isEqualTo("EC");
        assertThat(reply.json().at("/keys/0/d").isMissingNode()).isTrue();
    }
}
