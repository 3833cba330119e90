package io.vedette.webhooks;

import static io.vedette.testing.faults.StandIn.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.ServerTest;
import io.vedette.testing.faults.StandIn.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What webhooks are told and do not take. */
@ServerTest
class TriesTest {
    private static final Receiver RECEIVER = new Receiver();

    private final Household house = Household.fresh();
    private final String path = "/" + UUID.randomUUID();

    @AfterAll
    static void stop() {
        RECEIVER.close();
    }

    private Hook hook() {
        return Hook.of(house, RECEIVER.url() + path, "motion.detected");
    }

    private List<Received> gets(int count) {
        return RECEIVER.gets(count, path);
    }

    private void starts() {
        house.camera().calls().post("/events/motion/start", "{}").is(201);
    }

    @Test
    void what_fails_is_tried_again_under_its_id_and_keeps_nobody_waiting() {
        Hook hook = hook();
        RECEIVER.next(status(500, "not now"), status(429, "slowly"));
        starts();
        starts();
        String first = Receiver.idOf(gets(1).getFirst());
        String second = Receiver.idOf(gets(2).get(1));
        assertThat(second).isNotEqualTo(first);
        JsonNode waiting = hook.tried(first, 1);
        assertThat(waiting.path("status").asString()).isEqualTo("pending");
        assertThat(waiting.path("lastStatusCode").asInt()).isEqualTo(500);
        assertThat(waiting.path("lastError").asString()).isEqualTo("http_500");
        Instant next = Instant.parse(waiting.path("nextAttemptAt").asString());
        assertThat(next).isBefore(Instant.now().plusSeconds(6));
        hook.tried(second, 1);
        hook.isDue();
        JsonNode delivered = hook.becomes(first, "delivered");
        assertThat(delivered.path("attempts").asInt()).isEqualTo(2);
        assertThat(delivered.path("lastStatusCode").asInt()).isEqualTo(204);
        assertThat(delivered.path("lastError").isNull()).isTrue();
        assertThat(delivered.path("nextAttemptAt").isNull()).isTrue();
        hook.becomes(second, "delivered");
        List<Received> tries = gets(4).stream()
                .filter(message -> Receiver.idOf(message).equals(first))
                .toList();
        assertThat(tries).hasSize(2);
        assertThat(tries.getFirst().body()).isEqualTo(tries.getLast().body());
        assertThat(Receiver.isSigned(tries.getLast(), hook.secret())).isTrue();
    }

    @Test
    void what_fails_for_a_day_is_given_up_and_can_be_sent_once_more() {
        Hook hook = hook();
        RECEIVER.always(status(503, ""));
        try {
            String delivery = hook.tests();
            List<Long> pauses = new ArrayList<>();
            for (int tries = 1; tries < 13; tries++) {
                JsonNode tried = hook.tried(delivery, tries);
                pauses.add(Duration.between(
                                Instant.now(),
                                Instant.parse(tried.path("nextAttemptAt").asString()))
                        .plusSeconds(4)
                        .toMinutes());
                hook.isDue();
            }
            assertThat(pauses).hasSize(12).endsWith(180L, 180L, 180L, 180L, 180L, 180L, 180L);
            JsonNode parked = hook.becomes(delivery, "parked");
            assertThat(parked.path("attempts").asInt()).isEqualTo(13);
            assertThat(parked.path("nextAttemptAt").isNull()).isTrue();
            RECEIVER.always(status(200, ""));
            assertThat(hook.redelivers(delivery).is(202).json().path("status").asString())
                    .isEqualTo("pending");
            assertThat(hook.becomes(delivery, "delivered").path("attempts").asInt())
                    .isEqualTo(14);
            hook.redelivers(delivery).is(202);
            assertThat(gets(15)).extracting(Receiver::idOf).containsOnly(delivery);
        } finally {
            RECEIVER.always(status(204, ""));
        }
    }

    @Test
    void who_says_that_they_are_gone_is_left_alone() {
        Hook hook = hook();
        RECEIVER.next(status(410, ""));
        String delivery = hook.tests();
        hook.tried(delivery, 1);
        Await.until("it is disabled", Hook.PATIENCE, () -> hook.status().equals("disabled"));
        assertThat(hook.read().path("disabledReason").asString()).isEqualTo("endpoint_gone");
        starts();
        hook.isDue();
        Hook other = Hook.of(house, RECEIVER.url() + path + "/other", "motion.ended");
        other.becomes(other.tests(), "delivered");
        assertThat(RECEIVER.at(path)).hasSize(1);
        assertThat(hook.deliveries()).hasSize(1);
        hook.patch(Bodies.object().put("status", "active")).is(200);
        hook.isDue();
        hook.becomes(delivery, "delivered");
    }

    @Test
    void a_redirect_is_no_delivery_and_is_not_followed() {
        Hook hook = hook();
        RECEIVER.next(status(302, "", "Location", RECEIVER.url() + path + "/elsewhere"));
        JsonNode tried = hook.tried(hook.tests(), 1);
        assertThat(tried.path("lastError").asString()).isEqualTo("http_302");
        assertThat(RECEIVER.at(path + "/elsewhere")).isEmpty();
    }

    @Test
    void while_disabled_it_keeps_what_waits() {
        Hook hook = hook();
        RECEIVER.next(status(500, ""));
        String delivery = hook.tests();
        hook.tried(delivery, 1);
        hook.patch(Bodies.object().put("status", "disabled")).is(200);
        hook.isDue();
        String meanwhile = hook.tests();
        Hook other = Hook.of(house, RECEIVER.url() + path + "/other", "motion.ended");
        other.becomes(other.tests(), "delivered");
        assertThat(hook.delivery(meanwhile).path("attempts").asInt()).isZero();
        assertThat(RECEIVER.at(path)).hasSize(1);
        hook.patch(Bodies.object().put("status", "active")).is(200);
        hook.becomes(delivery, "delivered");
        hook.becomes(meanwhile, "delivered");
    }
}
