package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.corundumstudio.socketio.Transport;
import com.microsoft.playwright.Page;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.operation.Caller;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.testing.Await;
import io.vedette.testing.Ports;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.browser.BrowserSocket;
import io.vedette.testing.browser.BrowserTest;
import io.vedette.testing.browser.Site;
import io.vedette.testing.chat.Tidings;
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
    private static final Push<Said> SAID =
            Push.push("room:said", Said.class, "Something was said").toldOnce();

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

    /** Ended on the way from one transport to the other, the client notices by its missing pings only. */
    private static void arrives(BrowserSocket socket, String transports) {
        if (transports.equals(UPGRADED)) {
            socket.awaitUpgrade();
        }
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
            arrives(socket, transports);
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

    @Nested
    class Whose_transport_breaks {
        private Tidings tidings(TestServer server) {
            return new Tidings(server, "ada", Audience.devices(List.of(((Caller.Camera) camera).id())));
        }

        private static List<Integer> numbers(List<JsonNode> told) {
            return told.stream().map(each -> each.path("number").asInt()).toList();
        }

        @ParameterizedTest
        @ValueSource(strings = {WEBSOCKET, POLLING, UPGRADED})
        void gets_what_it_missed_and_knows_that_it_is_recovered(String transports) {
            Tidings tidings = tidings(TestServer.running());
            BrowserSocket socket = connected(transports);
            assertThat(socket.isRecovered()).isFalse();
            for (int round = 1; round < 30; round += 10) {
                tidings.tell(round);
                assertThat(numbers(socket.isTold("tiding", 1))).containsExactly(round);
                arrives(socket, transports);
                TestServer.running().bean(Sockets.class).end(camera, CloseCause.SERVER_DRAIN);
                tidings.tell(round + 1, round + 9);
                assertThat(socket.hears().toString()).startsWith("[\"disconnect\",\"transport ");
                socket.hears("connect");
                assertThat(socket.isRecovered()).isTrue();
                assertThat(numbers(socket.isTold("tiding", 9)))
                        .isEqualTo(IntStream.rangeClosed(round + 1, round + 9)
                                .boxed()
                                .toList());
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {WEBSOCKET, POLLING, UPGRADED})
        void gets_all_of_much(String transports) {
            Tidings tidings = tidings(TestServer.running());
            BrowserSocket socket = connected(transports);
            arrives(socket, transports);
            // All of it while it is away: told at once it would be more than may wait for one that is there.
            page.evaluate("socket.io.reconnection(false)");
            TestServer.running().bean(Sockets.class).end(camera, CloseCause.SERVER_DRAIN);
            IntStream.rangeClosed(1, 100).forEach(number -> tidings.tell(number, "x".repeat(30_000)));
            assertThat(socket.hears().toString()).startsWith("[\"disconnect\",\"transport ");
            page.evaluate("socket.connect()");
            socket.hears("connect");
            assertThat(socket.isRecovered()).isTrue();
            assertThat(numbers(socket.isTold("tiding", 100)))
                    .isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
            tidings.tell(101);
            assertThat(numbers(socket.isTold("tiding", 1))).containsExactly(101);
        }

        @Test
        void leaves_and_is_new_when_it_comes_again() {
            BrowserSocket socket = connected(WEBSOCKET);
            page.evaluate("socket.disconnect()");
            socket.hears("disconnect", "io client disconnect");
            page.evaluate("socket.connect()");
            socket.hears("connect");
            assertThat(socket.isRecovered()).isFalse();
        }

        @Test
        void knows_that_a_server_which_was_started_again_has_forgotten_it() {
            DatabaseUrl database = TestDatabase.fresh();
            Map<String, String> settings =
                    Map.of("DATABASE_URL", TestDatabase.text(database), "PORT", Integer.toString(Ports.free()));
            BrowserSocket socket;
            try (TestServer server = TestServer.start(settings)) {
                Map<String, Object> options =
                        Map.of("transports", List.of(WEBSOCKET), "auth", Map.of("token", token()));
                socket = BrowserSocket.connecting(page, Site.TRUSTED, server.url(), options);
                socket.hears("connect");
                tidings(server).tell(1);
                socket.isTold("tiding", 1);
            }
            socket.hears("disconnect");
            try (TestServer server = TestServer.start(settings)) {
                JsonNode next = socket.hears();
                while (next.path(0).asString().equals("connect_error")) {
                    next = socket.hears();
                }
                assertThat(next.path(0).asString()).isEqualTo("connect");
                assertThat(socket.isRecovered()).isFalse();
                tidings(server).tell(2);
                assertThat(numbers(socket.isTold("tiding", 1))).containsExactly(2);
            }
        }
    }
}
