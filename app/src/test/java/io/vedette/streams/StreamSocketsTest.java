package io.vedette.streams;

import static io.vedette.streams.Stage.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.ServerTest;
import io.vedette.testing.sockets.Phone;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** What the ends of a session are told, and send each other. */
@ServerTest
class StreamSocketsTest {
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3};

    private static final Duration PROMISED = Duration.ofSeconds(2);

    private final Stage stage = Stage.fresh();
    private final Phone camera = Phone.of(stage.camera());
    private final Phone client = Phone.of(stage.client());

    @AfterEach
    void close() {
        camera.close();
        client.close();
    }

    /** A moment later, when all have heard of it. */
    private static void ends(String code, Supplier<JsonNode> asking) {
        Await.until(
                "it is refused",
                PROMISED,
                () -> asking.get().at("/error/code").asString("").equals(code));
    }

    private static String id(JsonNode session) {
        return session.path("id").asString();
    }

    @Nested
    class Sessions {
        @Test
        void are_told_to_those_whom_they_concern() {
            JsonNode asked = stage.requests().is(201).json();
            assertThat(client.hears("stream:requested")).isEqualTo(asked);
            assertThat(camera.hears("command:received")
                            .at("/payload/streamSessionId")
                            .asString())
                    .isEqualTo(id(asked));
            JsonNode accepted = stage.accepts(id(asked)).is(200).json();
            assertThat(client.hears("stream:started")).isEqualTo(accepted);
            Gadget watching = stage.withAnotherClient().client();
            subscribes(watching, id(asked)).is(200);
            try (Phone viewer = Phone.of(watching)) {
                JsonNode ended = Stage.ends(stage.client(), id(asked)).is(200).json();
                assertThat(client.hears("stream:ended")).isEqualTo(ended);
                assertThat(camera.hears("stream:ended")).isEqualTo(ended);
                assertThat(viewer.hears("stream:ended")).isEqualTo(ended);
            }
        }

        @Test
        void are_told_again_to_who_was_away() {
            String id = stage.requested();
            client.hears("stream:requested");
            String offset = client.offset();
            client.close();
            stage.accepts(id).is(200);
            Stage.ends(stage.camera(), id).is(200);
            try (Phone back = Phone.since(stage.client(), offset)) {
                assertThat(id(back.hears("stream:started"))).isEqualTo(id);
                assertThat(id(back.hears("stream:ended"))).isEqualTo(id);
                assertThat(back.hears("recovery").path("recovered").booleanValue())
                        .isTrue();
            }
        }
    }

    @Nested
    class Signals {
        private final String session = stage.streaming();

        private ObjectNode signal(String said) {
            ObjectNode signal = Bodies.object().put("streamSessionId", session);
            signal.putObject("data").put("sdp", said);
            return signal;
        }

        private void heard(Phone phone, String said, Gadget from) {
            JsonNode heard = phone.hears("webrtc:signal");
            assertThat(heard.at("/data/sdp").asString()).isEqualTo(said);
            assertThat(heard.path("fromDeviceId").asString())
                    .isEqualTo(from.id().toString());
            assertThat(heard.path("streamSessionId").asString()).isEqualTo(session);
        }

        @Test
        void go_both_ways() {
            assertThat(camera.asks("webrtc:signal", signal("offer"))
                            .path("delivered")
                            .booleanValue())
                    .isTrue();
            heard(client, "offer", stage.camera());
            client.asks("webrtc:signal", signal("answer"));
            heard(camera, "answer", stage.client());
        }

        @Test
        void reach_those_who_watch_by_name() {
            Gadget watching = stage.withAnotherClient().client();
            subscribes(watching, session).is(200);
            try (Phone viewer = Phone.of(watching)) {
                viewer.asks("webrtc:signal", signal("hello"));
                heard(camera, "hello", watching);
                camera.asks(
                        "webrtc:signal",
                        signal("offer").put("toDeviceId", watching.id().toString()));
                heard(viewer, "offer", stage.camera());
            }
        }

        @Test
        void say_when_nobody_is_there() {
            client.close();
            JsonNode answer = camera.asks("webrtc:signal", signal("offer"));
            while (answer.path("delivered").booleanValue()) {
                answer = camera.asks("webrtc:signal", signal("offer"));
            }
            assertThat(answer.path("ok").booleanValue()).isTrue();
        }

        @Test
        void are_between_the_participants_only() {
            Gadget bystander = stage.withAnotherClient().client();
            Stage strangers = Stage.fresh();
            try (Phone other = Phone.of(bystander);
                    Phone stranger = Phone.of(strangers.camera())) {
                other.isRefused("forbidden", "webrtc:signal", signal("let me in"));
                stranger.isRefused("not_found", "webrtc:signal", signal("let me in"));
            }
            for (UUID nobody : new UUID[] {
                bystander.id(),
                strangers.client().id(),
                UUID.randomUUID(),
                stage.camera().id()
            }) {
                camera.isRefused("not_found", "webrtc:signal", signal("offer").put("toDeviceId", nobody.toString()));
            }
            client.isRefused(
                    "not_found",
                    "webrtc:signal",
                    signal("hi").put("toDeviceId", bystander.id().toString()));
        }

        @Test
        void end_with_the_session_and_with_the_right_to_watch() {
            Stage another = stage.withAnotherClient();
            subscribes(another.client(), session).is(200);
            try (Phone viewer = Phone.of(another.client())) {
                viewer.asks("webrtc:signal", signal("hello"));
                another.unlinks().is(204);
                ends("forbidden", () -> viewer.asks("webrtc:signal", signal("still here")));
            }
            Stage.ends(stage.client(), session).is(200);
            ends("stream_not_active", () -> camera.asks("webrtc:signal", signal("offer")));
        }

        /** The lines of a session description end as those of mail do. */
        @Test
        void hold_any_character() {
            String description = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n\u0000\u001b\ud83d\ude00";
            camera.asks("webrtc:signal", signal(description));
            heard(client, description, stage.camera());
            ObjectNode half = signal("").putRawValue("data", new RawValue("\"\\ud83d\""));
            camera.isRefused("validation_failed", "webrtc:signal", half);
        }

        @Test
        void are_up_to_64_KiB_of_any_JSON() {
            ObjectNode large = Bodies.object().put("streamSessionId", session).put("data", "x".repeat(65_534));
            camera.asks("webrtc:signal", large);
            assertThat(client.hears("webrtc:signal").path("data").asString()).hasSize(65_534);
            camera.isRefused("validation_failed", "webrtc:signal", large.put("data", "x".repeat(65_535)));
            camera.isRefused(
                    "validation_failed", "webrtc:signal", Bodies.object().put("streamSessionId", session));
        }
    }

    @Nested
    class Frames {
        private final String session = stage.streaming();

        private ObjectNode picture() {
            ObjectNode picture = Bodies.object().put("streamSessionId", session);
            picture.set("frame", Phone.PLACEHOLDER);
            return picture;
        }

        private void sees(Phone phone) {
            JsonNode heard = phone.hears("stream:frame");
            assertThat(heard.path("streamSessionId").asString()).isEqualTo(session);
            assertThat(heard.path("at").asString()).isNotEmpty();
            assertThat(phone.bytes()).isEqualTo(JPEG);
        }

        @Test
        void reach_who_asked_and_who_watches() {
            Gadget watching = stage.withAnotherClient().client();
            Gadget bystander = stage.withAnotherClient().client();
            subscribes(watching, session).is(200);
            try (Phone viewer = Phone.of(watching);
                    Phone other = Phone.of(bystander)) {
                assertThat(camera.asks("stream:frame", picture(), JPEG)
                                .path("ok")
                                .booleanValue())
                        .isTrue();
                sees(client);
                sees(viewer);
                stage.camera().calls().post("/events/motion/start", "{}").is(201);
                other.hears("motion:detected");
                assertThat(other.bytes()).isEmpty();
            }
        }

        @Test
        void over_five_a_second_are_refused() {
            for (int i = 0; i < 5; i++) {
                camera.asks("stream:frame", picture(), JPEG);
            }
            JsonNode refused = camera.asks("stream:frame", picture(), JPEG);
            for (int i = 0; refused.path("ok").booleanValue() && i < 50; i++) {
                refused = camera.asks("stream:frame", picture(), JPEG);
            }
            assertThat(refused.at("/error/code").asString()).isEqualTo("rate_limited");
        }

        @Test
        void are_pictures_of_its_own_camera_while_it_goes_on() {
            client.isRefused("forbidden", "stream:frame", picture());
            camera.isRefused(
                    "validation_failed", "stream:frame", Bodies.object().put("streamSessionId", session));
            assertThat(camera.asks("stream:frame", picture(), new byte[] {1, 2, 3, 4, 5})
                            .at("/error/code")
                            .asString())
                    .isEqualTo("validation_failed");
            byte[] large = new byte[262_145];
            System.arraycopy(JPEG, 0, large, 0, JPEG.length);
            assertThat(camera.asks("stream:frame", picture(), large)
                            .at("/error/code")
                            .asString())
                    .isEqualTo("validation_failed");
            try (Phone other = Phone.of(stage.house().camera())) {
                assertThat(other.asks("stream:frame", picture(), JPEG)
                                .at("/error/code")
                                .asString())
                        .isEqualTo("forbidden");
            }
            Stage.ends(stage.client(), session).is(200);
            ends("stream_not_active", () -> camera.asks("stream:frame", picture(), JPEG));
        }
    }
}
