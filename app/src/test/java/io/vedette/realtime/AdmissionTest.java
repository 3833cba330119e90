package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import io.vedette.platform.operation.Caller;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.RawCalls.Answer;
import io.vedette.testing.sockets.PollingClient;
import io.vedette.testing.sockets.RawWebSocket;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Before anybody has shown who they are, nothing is served to them, and nothing sent. */
@ServerTest
class AdmissionTest {
    private static final URI SERVER = TestServer.running().url();
    private static final String ROOM = "room-" + UUID.randomUUID();

    private static void isOver(Talker talker) {
        talker.engine().awaitEnd();
    }

    private static void isRefused(Talker talker, String code) {
        String answer = talker.engine().text();
        assertThat(answer).startsWith("44{");
        assertThat(Json.jsonMapper().readTree(answer.substring(2)))
                .isEqualTo(
                        Json.jsonMapper().valueToTree(Map.of("message", "unauthorized", "data", Map.of("code", code))));
    }

    private static String say(String text) {
        return "42[\"room:say\",{\"room\":\"%s\",\"text\":\"%s\"}]".formatted(ROOM, text);
    }

    @Nested
    class Whoever_does_not_connect {
        @ParameterizedTest
        @EnumSource(By.class)
        void is_not_served(By by) {
            try (Talker member = Talker.connected(By.WEBSOCKET, SERVER)) {
                member.join(ROOM);
                Talker stranger = Talker.arriving(by, SERVER);
                stranger.tell(say("from a stranger"));
                isOver(stranger);
                member.tell(say("from a member"));
                assertThat(member.hears()).isEqualTo("from a member");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"421[\"echo\",{}]", "41", "431[]", "451-[\"echo\",{\"_placeholder\":true,\"num\":0}]"})
        void is_closed_whatever_else_they_say(String packet) {
            Talker stranger = Talker.arriving(By.WEBSOCKET, SERVER);
            stranger.tell(packet, new byte[1]);
            isOver(stranger);
        }
    }

    @Nested
    class A_connect_that_shows_nothing_good {
        static Stream<String> credentials() {
            return Stream.of(
                    "",
                    "{}",
                    "{\"token\":null}",
                    "{\"token\":\"\"}",
                    "{\"token\":\"nobody\"}",
                    "{\"token\":17}",
                    "{\"token\":{\"a\":1}}",
                    "{\"Token\":\"camera-0196c0de-0000-7000-8000-000000000000\"}");
        }

        @ParameterizedTest
        @MethodSource("credentials")
        void is_refused_with_the_reason(String auth) {
            for (By by : By.values()) {
                try (Talker stranger = Talker.arriving(by, SERVER)) {
                    stranger.tell("40" + auth);
                    isRefused(stranger, "unauthenticated");
                }
            }
        }

        @Test
        void of_the_wrong_kind_is_forbidden() {
            try (Talker person = Talker.arriving(By.WEBSOCKET, SERVER)) {
                person.tell("40{\"token\":\"user-ada\"}");
                isRefused(person, "forbidden");
            }
        }

        @ParameterizedTest
        @EnumSource(By.class)
        void leaves_them_unserved(By by) {
            try (Talker member = Talker.connected(By.WEBSOCKET, SERVER)) {
                member.join(ROOM);
                Talker refused = refused(by);
                refused.tell(say("from one who was refused"));
                isOver(refused);
                member.tell(say("from a member"));
                assertThat(member.hears()).isEqualTo("from a member");
            }
        }

        @ParameterizedTest
        @EnumSource(By.class)
        void leaves_them_untold(By by) {
            try (Talker member = Talker.connected(By.WEBSOCKET, SERVER);
                    Talker refused = refused(by)) {
                member.join(ROOM);
                member.tell(say("for members"));
                assertThat(member.hears()).isEqualTo("for members");
                refused.tell("40/nowhere,");
                assertThat(refused.engine().text()).startsWith("44/nowhere,");
            }
        }

        @Test
        void may_be_followed_by_a_better_one() {
            try (Talker refused = refused(By.WEBSOCKET)) {
                refused.connect("{\"token\":\"camera-%s\"}".formatted(UUID.randomUUID()));
                assertThat(refused.ask("echo", "{\"number\":1}").path("ok").booleanValue())
                        .isTrue();
            }
        }

        private Talker refused(By by) {
            Talker stranger = Talker.arriving(by, SERVER);
            stranger.tell("40{\"token\":\"nobody\"}");
            isRefused(stranger, "unauthenticated");
            return stranger;
        }
    }

    @Nested
    class A_connect_that_shows_a_token {
        @ParameterizedTest
        @EnumSource(By.class)
        void in_a_header_is_as_good(By by) {
            String header = "Authorization: Bearer camera-" + UUID.randomUUID();
            try (Talker camera = Talker.arriving(by, SERVER, header)) {
                camera.connect("");
                assertThat(camera.ask("echo", "{\"number\":1}").path("ok").booleanValue())
                        .isTrue();
            }
        }

        @Test
        void in_its_payload_does_not_fall_back_on_the_header() {
            String header = "Authorization: Bearer camera-" + UUID.randomUUID();
            try (Talker camera = Talker.arriving(By.WEBSOCKET, SERVER, header)) {
                camera.tell("40{\"token\":\"nobody\"}");
                isRefused(camera, "unauthenticated");
            }
        }

        @Test
        void a_second_time_closes() {
            Talker camera = Talker.connected(By.WEBSOCKET, SERVER);
            camera.tell("40{\"token\":\"camera-%s\"}".formatted(UUID.randomUUID()));
            isOver(camera);
        }

        @Test
        void for_a_namespace_that_is_none_is_refused_and_the_other_stays() {
            try (Talker camera = Talker.connected(By.WEBSOCKET, SERVER)) {
                camera.tell("40/admin,{\"token\":\"camera-%s\"}".formatted(UUID.randomUUID()));
                assertThat(camera.engine().text()).isEqualTo("44/admin,{\"message\":\"Invalid namespace\"}");
                assertThat(camera.ask("echo", "{}").path("ok").booleanValue()).isTrue();
            }
        }
    }

    @Nested
    class A_session_id {
        private static final String CHOSEN = "0196c0de-0000-4000-8000-000000000000";

        @ParameterizedTest
        @ValueSource(strings = {"io: ", "Cookie: io=", "Cookie: sid="})
        void is_never_the_clients_choice(String header) {
            for (By by : By.values()) {
                try (Talker talker = Talker.arriving(by, SERVER, header + CHOSEN)) {
                    assertThat(talker.engine().sid()).isNotEqualTo(CHOSEN);
                }
            }
        }

        @ParameterizedTest
        @EnumSource(By.class)
        void is_not_what_others_know_the_socket_by(By by) {
            try (Talker talker = Talker.connected(by, SERVER)) {
                assertThat(talker.id())
                        .isNotEmpty()
                        .isNotEqualTo(talker.engine().sid());
                String path = "/socket.io/?EIO=4&transport=polling&sid=" + talker.id();
                assertThat(PollingClient.call(SERVER, "POST", path, "", "41").status())
                        .isEqualTo(400);
                assertThat(talker.ask("echo", "{}").path("ok").booleanValue()).isTrue();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {CHOSEN, "x", "", "1-1-1-1-1", "..%2f"})
        void that_is_unknown_is_said_to_be(String sid) {
            String query = "&sid=" + sid;
            for (Answer answer : List.of(
                    PollingClient.call(SERVER, "GET", "/socket.io/?EIO=4&transport=polling" + query, "", ""),
                    PollingClient.call(SERVER, "POST", "/socket.io/?EIO=4&transport=polling" + query, "", "4"),
                    RawWebSocket.refused(SERVER, "/socket.io/?EIO=4&transport=websocket" + query))) {
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body()).isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
            }
        }
    }

    @Test
    void a_final_end_is_told_before_the_transport_closes() {
        Talker camera = Talker.arriving(By.WEBSOCKET, SERVER);
        UUID id = UUID.randomUUID();
        camera.connect("{\"token\":\"camera-%s\"}".formatted(id));
        assertThat(camera.ask("echo", "{}").path("ok").booleanValue()).isTrue();
        TestServer.running().bean(Sockets.class).end(new Caller.Camera(id, "ada", 1), CloseCause.REVOKED);
        assertThat(camera.engine().text()).isEqualTo("41");
        isOver(camera);
    }
}
