package io.vedette.realtime.conformance;

import static io.vedette.testing.sockets.PollingClient.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.faults.RawCalls.Answer;
import io.vedette.testing.sockets.Frame;
import io.vedette.testing.sockets.PollingClient;
import io.vedette.testing.sockets.RawWebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection brings the engine one request, whole and on time; its answer is the last. */
class OneRequestTest {
    private static final String OPEN = "/engine.io/?EIO=4&transport=polling";
    private static final String END = " HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final RunningEngine engine = RunningEngine.thatRarelyPings();
    private final PollingClient client = engine.polling();
    private final RawConnection connection = new RawConnection(engine.url());
    private final String session = OPEN + "&sid=" + client.sid();

    @AfterEach
    void end() {
        connection.close();
        client.close();
        engine.close();
    }

    private static int answers(String all) {
        return all.split("HTTP/1\\.1 ", -1).length - 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /elsewhere", "GET /engine.io/?EIO=4&transport=polling", "POST /engine.io/?sid=x"})
    void what_comes_behind_a_poll_is_not_taken_for_its_answer(String behind) {
        connection.send("GET " + session + END + behind + END);
        client.post("4hello");
        String all = connection.all();
        assertThat(all).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n4hello");
        assertThat(answers(all)).isEqualTo(1);
        assertThat(engine.sessions()).isEqualTo(1);
    }

    @Test
    void many_that_would_open_sessions_open_one() {
        connection.send(("GET " + OPEN + END).repeat(20));
        assertThat(answers(connection.all())).isEqualTo(1);
        assertThat(engine.sessions()).isEqualTo(2);
    }

    @Test
    void what_is_owed_before_it_goes_out_first() {
        connection.send("GET /elsewhere" + END + "GET /elsewhere" + END + "GET " + session + END);
        client.post("4hello");
        String all = connection.all();
        assertThat(answers(all)).isEqualTo(3);
        assertThat(all).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n4hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "fffffffff\r\n", "3;\0\r\nabcd\r\n"})
    void a_body_whose_chunks_make_no_sense_is_refused_whole(String chunk) {
        connection.send("POST " + session + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "6\r\n4hello\r\n" + chunk);
        assertThat(connection.all()).startsWith("HTTP/1.1 400");
        client.post("4afterwards");
        assertThat(client.text()).isEqualTo("4afterwards");
    }

    @Test
    void a_body_in_chunks_is_one_body() {
        connection.send("POST " + session + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "1\r\n4\r\n5\r\nhello\r\n0\r\n\r\n");
        assertThat(connection.all()).startsWith("HTTP/1.1 200").endsWith("ok");
        assertThat(client.text()).isEqualTo("4hello");
    }

    @Test
    void a_body_that_waits_to_be_wanted_is() {
        connection.send("POST " + session + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n"
                + "Expect: 100-continue\r\n\r\n4hello");
        assertThat(connection.all())
                .startsWith("HTTP/1.1 100")
                .contains("HTTP/1.1 200")
                .endsWith("ok");
        assertThat(client.text()).isEqualTo("4hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 1000001\r\nExpect: 100-continue", "Content-Length: 6\r\nExpect: 200-everything"
            })
    void a_body_that_waits_in_vain_ends_the_connection(String headers) {
        connection.send("POST " + session + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n");
        assertThat(connection.all()).startsWith("HTTP/1.1 41");
    }

    @Test
    void another_method_is_none_for_a_session() {
        connection.send("DELETE " + session + END);
        assertThat(connection.all()).startsWith("HTTP/1.1 400").contains("\"code\":2");
        client.post("4still there");
        assertThat(client.text()).isEqualTo("4still there");
    }

    @Test
    void a_head_alone_is_answered_without_a_body() {
        connection.send("HEAD " + OPEN + END);
        assertThat(connection.all()).startsWith("HTTP/1.1 400").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/engine.io?EIO=4&transport=polling", "/%65ngine.io/?EIO=4&transport=polling", "/engine.iox/"})
    void another_path_is_none_of_the_engines(String path) {
        assertThat(call(engine.url(), "GET", path, "", "").status()).isEqualTo(404);
    }

    /** It would cost more memory a connection than all else together. */
    @Test
    void a_websocket_is_not_compressed_whoever_asks() {
        Answer answer = RawWebSocket.refused(
                engine.url(), OPEN.replace("polling", "websocket"), "Sec-WebSocket-Extensions: permessage-deflate");
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.headers()).noneMatch(header -> header.startsWith("sec-websocket-extensions"));
    }

    @Test
    void an_upgrade_that_fails_leaves_the_way_free_for_another() {
        Answer answer = call(
                engine.url(),
                "GET",
                OPEN.replace("polling", "websocket") + "&sid=" + client.sid(),
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 12\r\n",
                "");
        assertThat(answer.status()).isEqualTo(426);
        try (RawWebSocket socket = engine.upgrading(client)) {
            socket.send(Frame.text("2probe"));
            assertThat(EngineIoSuite.text(socket)).isEqualTo("3probe");
        }
    }
}
