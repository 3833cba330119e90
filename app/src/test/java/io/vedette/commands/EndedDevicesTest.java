package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of commands when devices part, are disabled or go: it has happened once the call is answered. */
@ServerTest
class EndedDevicesTest {
    private final Pair pair = Pair.fresh();
    private final String settled = settled();
    private final String waiting = pair.sent();

    @Test
    void unlinking_cancels_what_waits_over_the_link_and_nothing_else() {
        String fromAnother = pair.withAnotherClient().sent();
        String toAnother = pair.withAnotherCamera().sent();
        try (Line client = Line.of(pair.client())) {
            pair.unlinks().is(204);
            are("cancelled", waiting);
            are("queued", fromAnother, toAnother);
            are("acknowledged", settled);
            client.hears(waiting, "cancelled");
            client.hearsNothingButOf(pair.withAnotherCamera());
        }
    }

    @Test
    void disabling_a_camera_cancels_what_waits_for_it() {
        Pair second = pair.withAnotherClient();
        String fromAnother = second.sent();
        String toAnother = pair.withAnotherCamera().sent();
        try (Line client = Line.of(pair.client())) {
            pair.disables(pair.camera()).is(200);
            are("cancelled", waiting, fromAnother);
            are("queued", toAnother);
            are("acknowledged", settled);
            pair.disables(pair.camera()).is(200);
            client.hears(waiting, "cancelled");
            client.hearsNothingButOf(pair.withAnotherCamera());
        }
    }

    @Test
    void disabling_a_client_cancels_what_it_waits_for() {
        String fromAnother = pair.withAnotherClient().sent();
        String toAnother = pair.withAnotherCamera().sent();
        pair.disables(pair.client()).is(200);
        are("cancelled", waiting, toAnother);
        are("queued", fromAnother);
        are("acknowledged", settled);
    }

    @Test
    void enabling_brings_nothing_back() {
        pair.disables(pair.camera()).is(200);
        pair.house()
                .patch(pair.camera(), Bodies.object().put("status", "active"))
                .is(200);
        are("cancelled", waiting);
        are("queued", pair.sent());
    }

    @Test
    void removing_a_camera_cancels_what_waits_for_it_and_keeps_all_in_the_lists() {
        String fromAnother = pair.withAnotherClient().sent();
        try (Line client = Line.of(pair.client())) {
            pair.removes(pair.camera()).is(204);
            are("cancelled", waiting, fromAnother);
            are("acknowledged", settled);
            client.hears(waiting, "cancelled");
        }
        assertThat(listed("?deviceId=" + pair.camera().id())).containsExactly(fromAnother, waiting, settled);
        assertThat(listed("?deviceId=" + pair.client().id())).containsExactly(waiting, settled);
        assertThat(listed("")).containsExactly(fromAnother, waiting, settled);
    }

    @Test
    void removing_a_client_cancels_what_it_waits_for_and_keeps_all_in_the_lists() {
        String fromAnother = pair.withAnotherClient().sent();
        pair.removes(pair.client()).is(204);
        are("cancelled", waiting);
        are("queued", fromAnother);
        are("acknowledged", settled);
        assertThat(listed("?deviceId=" + pair.client().id())).containsExactly(waiting, settled);
    }

    @Test
    void what_was_late_by_then_has_expired() {
        String late = pair.sent();
        TestDatabase.execute(
                TestServer.running().database(),
                "update commands set expires_at = now() where id = '%s' and status = 'queued'".formatted(late));
        pair.unlinks().is(204);
        are("expired", late);
        are("cancelled", waiting);
    }

    private String settled() {
        String id = pair.sent();
        pair.acks(id, "acknowledged").is(200);
        String untold = "select id from outbox where key = 'command:%s'".formatted(id);
        Node.await(
                "it is told",
                () -> TestDatabase.ask(TestServer.running().database(), untold).isEmpty());
        return id;
    }

    private void are(String status, String... ids) {
        for (String id : ids) {
            assertThat(pair.statusOf(id)).as(id).isEqualTo(status);
        }
    }

    private List<String> listed(String query) {
        return pair.house()
                .owner()
                .get("/commands" + query)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }
}
