package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What nobody answers in time. */
@ServerTest
class ExpiryTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final TestServer SERVER = TestServer.start(Map.of());

    private final Pair pair = Pair.at(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void expires_soon_after_its_time_and_is_told() {
        try (Line client = Line.of(pair.client())) {
            JsonNode made =
                    pair.sends(pair.order("blink").put("ttlSeconds", 1)).is(201).json();
            JsonNode told = client.hears(made.path("id").asString(), "expired");
            Instant due = Instant.parse(made.path("expiresAt").asString());
            assertThat(Instant.parse(told.path("at").asString())).isBetween(due, due.plus(SOON));
            JsonNode expired = pair.reads(made.path("id").asString()).json();
            assertThat(expired.path("status").asString()).isEqualTo("expired");
            assertThat(expired.path("settledAt")).isEqualTo(told.path("at"));
            assertThat(expired.path("deliveredAt").isNull()).isTrue();
            client.hearsNothingButOf(pair);
        }
    }

    @Nested
    class Before_anybody_has_noticed {
        private final Expiry sweep = SERVER.bean(Expiry.class);

        @BeforeEach
        void stopSweeping() {
            sweep.stop();
        }

        @AfterEach
        void goOn() {
            if (!sweep.isRunning()) {
                sweep.start();
            }
        }

        @Test
        void it_is_too_late_to_acknowledge_it() {
            try (Line client = Line.of(pair.client())) {
                String id = late();
                pair.acks(id, "acknowledged").isProblem(409, "command_settled");
                isExpired(id);
                pair.acks(id, "rejected").isProblem(409, "command_settled");
                sweep.start();
                client.hears(id, "expired");
                client.hearsNothingButOf(pair);
            }
        }

        @Test
        void it_is_too_late_to_take_it_back() {
            try (Line client = Line.of(pair.client())) {
                String id = late();
                pair.cancels(id).isProblem(409, "command_settled");
                isExpired(id);
                sweep.start();
                client.hears(id, "expired");
                client.hearsNothingButOf(pair);
            }
        }

        @Test
        void who_may_not_settle_it_does_not() {
            String id = late();
            pair.withAnotherCamera()
                    .camera()
                    .calls()
                    .post("/commands/" + id + "/ack", Pair.verdict("rejected").toString())
                    .isProblem(403, "forbidden");
            assertThat(pair.statusOf(id)).isEqualTo("queued");
        }

        private String late() {
            String id = pair.sent();
            TestDatabase.execute(
                    SERVER.database(), "update commands set expires_at = now() where id = '%s'".formatted(id));
            return id;
        }

        private void isExpired(String id) {
            JsonNode expired = pair.reads(id).json();
            assertThat(expired.path("status").asString()).isEqualTo("expired");
            assertThat(expired.path("sentAt").isNull()).isTrue();
            assertThat(expired.path("deliveredAt").isNull()).isTrue();
        }
    }
}
