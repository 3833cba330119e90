package io.vedette.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.motion.Event;
import io.vedette.motion.MotionStarted;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.Envelope;
import io.vedette.platform.json.Json;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Uploads;
import io.vedette.testing.faults.StandIn.Received;
import io.vedette.testing.sockets.Phone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What webhooks are told, in which order, how often, and by whom one knows that it is. */
@ServerTest
class TellingTest {
    private static final Receiver RECEIVER = new Receiver();

    private final Household house = Household.fresh();
    private final Gadget camera = house.camera();
    private final String path = "/" + UUID.randomUUID();

    @AfterAll
    static void stop() {
        RECEIVER.close();
    }

    private Hook hook(String... events) {
        return Hook.of(house, RECEIVER.url() + path, events);
    }

    private List<Received> gets(int count) {
        return RECEIVER.gets(count, path);
    }

    private String starts() {
        return camera.calls()
                .post("/events/motion/start", "{\"title\":\"At the door\",\"metadata\":{\"zone\":3}}")
                .is(201)
                .json()
                .path("id")
                .asString();
    }

    private void ends(String event) {
        camera.calls().post("/events/" + event + "/motion/end", "{}").is(200);
    }

    private void sees(int times) {
        for (int seen = 0; seen < times; seen++) {
            ends(starts());
        }
    }

    @Test
    void says_what_sockets_are_told() {
        Gadget client = house.client();
        house.link(camera, client).is(201);
        Hook hook = hook("*");
        try (Phone phone = Phone.of(client)) {
            String event = starts();
            JsonNode detected = phone.hears("motion:detected");
            ends(event);
            JsonNode ended = phone.hears("motion:ended");
            obeys(client);
            JsonNode settled = phone.hears("command:status");
            camera.beats().is(200);
            JsonNode presence = phone.hears("device:presence");
            gets(5);
            assertThat(told("motion.detected")).containsExactly(detected);
            assertThat(told("motion.ended")).containsExactly(ended);
            assertThat(told("command.status")).containsExactly(settled);
            assertThat(told("device.presence")).contains(presence);
        }
        assertThat(hook.deliveries())
                .extracting(each -> each.path("id").asString())
                .containsAll(gets(5).stream().map(Receiver::idOf).toList());
    }

    @Test
    void says_what_was_uploaded() {
        hook("video.uploaded");
        JsonNode upload = Uploads.begun(camera.calls(), Uploads.of(camera.id()));
        Uploads.put(upload, Uploads.CONTENT);
        JsonNode video = Uploads.complete(camera.calls(), upload).is(200).json();
        gets(1);
        assertThat(told("video.uploaded")).containsExactly(video);
    }

    @Test
    void says_what_becomes_of_streams() {
        Gadget client = house.client();
        house.link(camera, client).is(201);
        hook("stream.requested", "stream.started", "stream.ended");
        String wish =
                Bodies.object().put("cameraDeviceId", camera.id().toString()).toString();
        JsonNode asked = client.calls().post("/streams/request", wish).is(201).json();
        String stream = "/streams/" + asked.path("id").asString();
        JsonNode accepted = camera.calls().post(stream + "/accept", "").is(200).json();
        JsonNode ended = client.calls().post(stream + "/end", "{}").is(200).json();
        gets(3);
        assertThat(told("stream.requested")).containsExactly(asked);
        assertThat(told("stream.started")).containsExactly(accepted);
        assertThat(told("stream.ended")).containsExactly(ended);
    }

    @Test
    void comes_in_its_form() {
        hook("motion.detected");
        starts();
        Received first = gets(1).getFirst();
        assertThat(first.method()).isEqualTo("POST");
        assertThat(first.header("Content-Type")).isEqualTo("application/json");
        assertThat(Instant.parse(Receiver.json(first).path("timestamp").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    private void obeys(Gadget client) {
        String command = client.calls()
                .post(
                        "/commands",
                        Bodies.object()
                                .put("targetDeviceId", camera.id().toString())
                                .put("commandType", "blink")
                                .toString())
                .is(201)
                .json()
                .path("id")
                .asString();
        camera.calls()
                .post("/commands/" + command + "/ack", "{\"status\":\"acknowledged\",\"result\":[1]}")
                .is(200);
    }

    private List<JsonNode> told(String type) {
        return RECEIVER.at(path).stream()
                .filter(message -> Receiver.typeOf(message).equals(type))
                .map(message -> Receiver.json(message).path("data"))
                .toList();
    }

    @Test
    void says_it_to_those_who_want_to_hear_it() {
        Hook ended = hook("motion.ended", "video.uploaded");
        Hook strangers = Hook.of(Household.fresh(), RECEIVER.url() + path + "/stranger", "*");
        Hook disabled = Hook.of(house, RECEIVER.url() + path + "/disabled", "*");
        disabled.patch(Bodies.object().put("status", "disabled")).is(200);
        sees(2);
        assertThat(gets(2)).extracting(Receiver::typeOf).containsOnly("motion.ended");
        assertThat(ended.deliveries()).hasSize(2);
        assertThat(strangers.deliveries()).isEmpty();
        assertThat(disabled.deliveries()).isEmpty();
        disabled.patch(Bodies.object().put("status", "active")).is(200);
        sees(1);
        assertThat(RECEIVER.gets(2, path + "/disabled")).hasSize(2);
    }

    @Test
    void is_signed_so_that_whoever_has_the_secret_believes_it() {
        Hook hook = hook("motion.detected");
        starts();
        Received message = gets(1).getFirst();
        assertThat(Receiver.isSigned(message, hook.secret())).isTrue();
        String secret = hook.rotates();
        assertThat(Receiver.isSigned(message, secret)).isFalse();
        hook.tests();
        Received later = gets(2).getLast();
        assertThat(Receiver.typeOf(later)).isEqualTo("webhook.test");
        assertThat(Receiver.isSigned(later, hook.secret())).isTrue();
        assertThat(Receiver.isSigned(later, secret)).isTrue();
        assertThat(later.header("webhook-signature").split(" ")).hasSize(2);
    }

    @Test
    void is_told_in_order_however_much_it_is() {
        hook("*");
        sees(20);
        List<String> told = gets(40).stream()
                .map(message ->
                        Receiver.typeOf(message) + Receiver.json(message).at("/data/eventId"))
                .toList();
        List<String> expected = new ArrayList<>();
        house.owner().get("/events?limit=200").is(200).json().path("items").forEach(event -> {
            expected.addFirst("motion.ended" + event.path("id"));
            expected.addFirst("motion.detected" + event.path("id"));
        });
        assertThat(told).containsExactlyElementsOf(expected);
    }

    @Test
    void a_fact_that_comes_twice_makes_one_delivery_and_one_from_before_none() {
        Hook hook = hook("motion.detected");
        starts();
        gets(1);
        long last = Long.parseLong(TestDatabase.ask(
                        TestServer.running().database(),
                        "select fact_id from webhook_deliveries where webhook_id = '%s'".formatted(hook.id()))
                .getFirst());
        comes(last);
        comes(1);
        assertThat(hook.deliveries()).hasSize(1);
        comes(last + 1_000_000_000);
        assertThat(hook.deliveries()).hasSize(2);
    }

    private void comes(long id) {
        MotionStarted fact = new MotionStarted(
                UUID.randomUUID(),
                house.userId(),
                camera.id(),
                "Porch",
                null,
                Event.Severity.INFO,
                Instant.now(),
                Json.jsonMapper().createObjectNode());
        TestServer.running()
                .bean(Bus.class)
                .publish(new Envelope<>(id, fact, true))
                .block(Hook.PATIENCE);
    }
}
