package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.corundumstudio.socketio.Transport;
import com.microsoft.playwright.Page;
import io.vedette.platform.operation.Caller;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.testing.Await;
import io.vedette.testing.TestServer;
import io.vedette.testing.browser.BrowserSocket;
import io.vedette.testing.browser.BrowserTest;
import io.vedette.testing.browser.Site;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The client of the Socket.IO project for JavaScript, on pages of other origins than the server's. */
@BrowserTest
class JavaScriptClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String WEBSOCKET = "websocket";
    private static final String POLLING = "polling";
    private static final String UPGRADED = "polling,websocket";
    private static final Push<Said> SAID = Push.push("room:said", Said.class, "Something was said");

    private record Said(String room, String text, Instant at) {}

    private final Page page;
    private final Caller camera = new Caller.Camera(UUID.randomUUID(), "ada", 1);

    JavaScriptClientTest(Page page) {
        this.page = page;
    }

    private String token() {
        return "camera-" + ((Caller.Camera) camera).id();
    }

    private BrowserSocket connecting(String transports, String token) {
        List<String> all = List.of(transports.split(",", -1));
        return BrowserSocket.connecting(page, Site.TRUSTED, Map.of("transports", all, "auth", Map.of("token", token)));
    }

    private BrowserSocket connected(String transports) {
        BrowserSocket socket = connecting(transports, token());
        socket.hears("connect");
        return socket;
    }

    private List<Socket> sockets() {
        return TestServer.running().bean(Sockets.class).of(camera);
    }

    private List<Transport> transports() {
        return sockets().stream()
                .map(socket -> socket.connection().session().getCurrentTransport())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBSOCKET, POLLING, UPGRADED})
    void connects_and_is_answered(String transports) {
        BrowserSocket socket = connected(transports);
        assertThat(socket.ask("echo", "{text: 'grüß dich \\u{1F600}'}"))
                .first()
                .satisfies(
                        answer -> assertThat(answer.at("/echo/text").asString()).isEqualTo("grüß dich \uD83D\uDE00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBSOCKET, POLLING, UPGRADED})
    void sends_and_gets_bytes(String transports) {
        BrowserSocket socket = connected(transports);
        assertThat(socket.ask("echo", "{bytes: new Uint8Array([4, 0, 255, 30])}", "{bytes: new ArrayBuffer(2)}"))
                .extracting(answer -> answer.at("/echo/bytes").asString())
                .containsExactly("bytes: 4,0,255,30", "bytes: 0,0");
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBSOCKET, POLLING, UPGRADED})
    void hears_what_is_said_in_its_room(String transports) {
        BrowserSocket socket = connected(transports);
        Room room = new Room("browser-" + UUID.randomUUID());
        socket.ask("room:join", "{room: '%s'}".formatted(room.name()));
        List<String> words =
                IntStream.range(0, 50).mapToObj("word %d"::formatted).toList();
        words.forEach(text ->
                TestServer.running().bean(Rooms.class).tell(room, SAID, new Said(room.name(), text, Instant.EPOCH)));
        assertThat(socket.isTold("room:said", words.size()))
                .extracting(said -> said.path("text").asString())
                .containsExactlyElementsOf(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBSOCKET, POLLING})
    void answers_what_it_is_asked(String transports) {
        BrowserSocket socket = connected(transports);
        Mono<JsonNode> answer = sockets().getFirst().ask(SAID, new Said("", "well?", Instant.EPOCH), PATIENCE);
        assertThat(answer.block()).hasToString("\"yes\"");
        assertThat(socket.isTold("room:said", 1))
                .singleElement()
                .matches(said -> said.path("text").asString().equals("well?"));
    }

    @Test
    void upgrades_and_loses_nothing_meanwhile() {
        BrowserSocket socket = connected(UPGRADED);
        String[] numbers =
                IntStream.range(0, 150).mapToObj("{number: %d}"::formatted).toArray(String[]::new);
        assertThat(socket.ask("echo", numbers))
                .extracting(answer -> answer.at("/echo/number").asInt())
                .containsExactlyElementsOf(IntStream.range(0, 150).boxed().toList());
        socket.awaitUpgrade();
        Await.until("it has upgraded", PATIENCE, () -> transports().equals(List.of(Transport.WEBSOCKET)));
    }

    @Test
    void stays_with_polling_where_it_is_told_to() {
        BrowserSocket socket = connected(POLLING);
        socket.ask("echo", "{}");
        assertThat(transports()).containsExactly(Transport.POLLING);
    }

    @Nested
    class Refused {
        @ParameterizedTest
        @ValueSource(strings = {WEBSOCKET, POLLING})
        void is_told_why_and_stays_away(String transports) {
            BrowserSocket socket = connecting(transports, "nobody");
            assertThat(socket.hears())
                    .hasToString("[\"connect_error\",\"unauthorized\",{\"code\":\"unauthenticated\"}]");
            assertThat(socket.isConnected()).isFalse();
            assertThat(socket.isActive()).isFalse();
        }
    }

    @Nested
    class Closed_by_the_server {
        private void end(CloseCause cause) {
            TestServer.running().bean(Sockets.class).end(camera, cause);
        }

        private void comesBack(BrowserSocket socket) {
            assertThat(socket.hears().toString()).startsWith("[\"disconnect\",\"transport ");
            socket.hears("connect");
            assertThat(socket.ask("echo", "{text: 'again'}").getFirst().toString())
                    .contains("again");
        }

        @ParameterizedTest
        @ValueSource(strings = {WEBSOCKET, POLLING, UPGRADED})
        void for_now_comes_back_by_itself(String transports) {
            BrowserSocket socket = connected(transports);
            end(CloseCause.SERVER_DRAIN);
            comesBack(socket);
        }

        @ParameterizedTest
        @ValueSource(strings = {WEBSOCKET, POLLING})
        void as_one_too_many_of_its_device_comes_back_by_itself(String transports) {
            BrowserSocket socket = connected(transports);
            List<Talker> others = IntStream.range(0, 5)
                    .mapToObj(_ ->
                            Talker.arriving(By.WEBSOCKET, TestServer.running().url()))
                    .toList();
            others.forEach(talker -> talker.connect("{\"token\":\"%s\"}".formatted(token())));
            comesBack(socket);
            others.forEach(Talker::close);
        }

        @ParameterizedTest
        @ValueSource(strings = {WEBSOCKET, POLLING})
        void for_good_stays_away(String transports) {
            BrowserSocket socket = connected(transports);
            end(CloseCause.REVOKED);
            socket.hears("disconnect", "io server disconnect");
            assertThat(socket.isConnected()).isFalse();
            assertThat(socket.isActive()).isFalse();
        }
    }
}
