package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.corundumstudio.socketio.Transport;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.vedette.platform.operation.Caller;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.testing.Await;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Frame;
import io.vedette.testing.sockets.Talker;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of the Socket.IO project for Java, as firmware and phones have it. */
@ServerTest
class OfficialClientTest {
    private static final URI SERVER = TestServer.running().url();
    private static final int PATIENCE = 20;
    private static final String WEBSOCKET = "websocket";
    private static final String POLLING = "polling";
    private static final String UPGRADED = "polling,websocket";

    private final UUID camera = UUID.randomUUID();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private Socket socket = IO.socket(SERVER);

    @AfterEach
    void disconnect() {
        socket.disconnect();
    }

    private void connect(String transports) {
        open(transports, "camera-" + camera);
        hears("connect");
    }

    private void open(String transports, String token) {
        String[] address = Talker.fromElsewhere().split(": ", 2);
        socket = IO.socket(
                SERVER,
                IO.Options.builder()
                        .setForceNew(true)
                        .setTransports(transports.split(",", -1))
                        .setAuth(Map.of("token", token))
                        .setExtraHeaders(Map.of(address[0], List.of(address[1])))
                        .setReconnectionDelay(10)
                        .setReconnectionDelayMax(50)
                        .build());
        socket.on(Socket.EVENT_CONNECT, _ -> heard.add("connect"));
        socket.on(Socket.EVENT_DISCONNECT, arguments -> heard.add("disconnect: " + arguments[0]));
        socket.on(Socket.EVENT_CONNECT_ERROR, arguments -> heard.add("connect_error: " + arguments[0]));
        socket.connect();
    }

    private void hears(String event) {
        assertThat(next()).isEqualTo(event);
    }

    private String next() {
        try {
            String next = heard.poll(PATIENCE, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing was heard within %d s".formatted(PATIENCE));
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JSONObject object(String name, Object value) {
        try {
            return new JSONObject().put(name, value);
        } catch (JSONException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void ask(String event, JSONObject payload) {
        socket.emit(event, new Object[] {payload}, (Ack) answer -> heard.add(answered((JSONObject) answer[0])));
    }

    private static String answered(JSONObject answer) {
        JSONObject echo = answer.optJSONObject("echo");
        return echo != null && echo.opt("bytes") instanceof byte[] bytes
                ? "bytes: " + Arrays.toString(bytes)
                : answer.optBoolean("ok") + " " + echo;
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBSOCKET, POLLING, UPGRADED})
    void connects_and_is_answered(String transports) {
        connect(transports);
        ask("echo", object("text", "hello"));
        assertThat(next()).startsWith("true").contains("\"text\":\"hello\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBSOCKET, POLLING, UPGRADED})
    void sends_and_gets_bytes(String transports) {
        connect(transports);
        ask("echo", object("bytes", Frame.bytes(1, 2, 255)));
        hears("bytes: [1, 2, -1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBSOCKET, POLLING, UPGRADED})
    void hears_what_is_said_in_its_room(String transports) throws JSONException {
        connect(transports);
        socket.on("room:said", arguments -> heard.add(((JSONObject) arguments[0]).optString("text")));
        String room = "official-" + UUID.randomUUID();
        ask("room:join", object("room", room));
        assertThat(next()).startsWith("true");
        for (int said = 0; said < 50; said++) {
            socket.emit("room:say", object("room", room).put("text", "word " + said));
        }
        for (int said = 0; said < 50; said++) {
            hears("word " + said);
        }
    }

    @Test
    void upgrades_and_loses_nothing_meanwhile() {
        connect(UPGRADED);
        for (int number = 0; number < 150; number++) {
            ask("echo", object("number", number));
        }
        for (int number = 0; number < 150; number++) {
            assertThat(next()).contains("\"number\":" + number);
        }
        Await.until("it has upgraded", Duration.ofSeconds(PATIENCE), this::isByWebSocket);
    }

    private boolean isByWebSocket() {
        return TestServer.running().bean(Sockets.class).of(new Caller.Camera(camera, "ada", 1)).stream()
                .allMatch(socket -> socket.connection().session().getCurrentTransport() == Transport.WEBSOCKET);
    }

    @Nested
    class Refused {
        @ParameterizedTest
        @ValueSource(strings = {WEBSOCKET, POLLING})
        void is_told_why_and_stays_away(String transports) {
            open(transports, "nobody");
            assertThat(next())
                    .startsWith("connect_error: {")
                    .contains("\"message\":\"unauthorized\"", "\"code\":\"unauthenticated\"");
            assertThat(socket.connected()).isFalse();
            assertThat(socket.io().isReconnecting()).isFalse();
        }
    }

    @Nested
    class Closed_by_the_server {
        /** Once it has been answered it is surely in the server's books. */
        private void end(CloseCause cause) {
            ask("echo", object("text", "here"));
            assertThat(next()).contains("here");
            TestServer.running().bean(Sockets.class).end(new Caller.Camera(camera, "ada", 1), cause);
        }

        @ParameterizedTest
        @ValueSource(strings = {WEBSOCKET, POLLING})
        void for_now_comes_back_by_itself(String transports) {
            connect(transports);
            end(CloseCause.SERVER_DRAIN);
            assertThat(next()).startsWith("disconnect: transport");
            hears("connect");
            ask("echo", object("text", "again"));
            assertThat(next()).contains("again");
        }

        @ParameterizedTest
        @ValueSource(strings = {WEBSOCKET, POLLING})
        void for_good_stays_away(String transports) {
            connect(transports);
            end(CloseCause.REVOKED);
            hears("disconnect: io server disconnect");
            assertThat(socket.io().isReconnecting()).isFalse();
            assertThat(socket.connected()).isFalse();
        }
    }
}
