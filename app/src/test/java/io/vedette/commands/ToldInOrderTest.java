package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Race;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a command is told in the order in which the database decided it. */
@ServerTest
class ToldInOrderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pair pair = Pair.fresh();

    /** The acknowledgement's statement began before it was noted that the command was sent, and waited for that. */
    @Test
    void what_waited_for_the_note_that_it_was_sent_keeps_that_note() throws Exception {
        String id = pair.sent();
        Race.lost(TestServer.running().database(), sent(id), () -> pair.acks(id, "acknowledged"))
                .is(200);
        assertThat(pair.reads(id).json().path("sentAt").asString()).isEqualTo("2026-01-01T00:00:00.000Z");
    }

    /** The statement that claims it began before it was settled, and waited for that. */
    @Test
    void what_was_settled_meanwhile_is_not_pushed() throws Exception {
        String settled = pair.sent();
        String other = pair.sent();
        String first = Race.lost(
                TestServer.running().database(),
                "update commands set status = 'cancelled', settled_at = now() where id = '%s'".formatted(settled),
                this::firstPushed);
        assertThat(first).isEqualTo(other);
    }

    private String firstPushed() {
        try (CameraSocket camera = CameraSocket.of(pair.camera())) {
            return camera.receives().id();
        }
    }

    @Test
    void that_it_was_sent_is_told_also_if_whoever_sent_it_died() {
        try (Line client = Line.of(pair.client())) {
            String id = pair.sent();
            TestDatabase.execute(TestServer.running().database(), sent(id) + ";" + leftToTell(id));
            client.hears(id, "sent");
            pair.acks(id, "acknowledged").is(200);
            client.hears(id, "acknowledged");
        }
    }

    /** Whoever died may have told it in time. */
    @Test
    void that_it_was_sent_is_never_told_after_what_became_of_it() {
        try (Line client = Line.of(pair.client())) {
            String id = pair.sent();
            pair.acks(id, "acknowledged").is(200);
            client.hears(id, "acknowledged");
            TestDatabase.execute(TestServer.running().database(), leftToTell(id));
            Await.until("it was looked at", PATIENCE, () -> isLookedAt(id));
            client.hearsNothingButOf(pair);
        }
    }

    private static String sent(String id) {
        return "update commands set status = 'sent', attempts = 1, sent_at = '2026-01-01T00:00:00Z' where id = '%s'"
                .formatted(id);
    }

    private static String leftToTell(String id) {
        return """
                insert into outbox (kind, key, payload, due_at)
                select 'command.changed', 'command:' || id, jsonb_build_object('commandId', id, 'userId', user_id,
                  'sourceDeviceId', source_device_id, 'targetDeviceId', target_device_id, 'commandType', command_type,
                  'status', 'sent', 'at', '2026-01-01T00:00:00.000Z'), now()
                from commands where id = '%s'
                """.formatted(id);
    }

    private static boolean isLookedAt(String id) {
        return TestDatabase.ask(
                        TestServer.running().database(),
                        "select count(*) from outbox where key = 'command:%s'".formatted(id))
                .equals(List.of("0"));
    }
}
