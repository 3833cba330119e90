package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.RawCalls.Answer;
import io.vedette.testing.sockets.PollingClient;
import io.vedette.testing.sockets.Talker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser says of the page that wants a session. */
@ServerTest
class HandshakeOriginTest {
    private static final String UPGRADE = String.join(
            "\r\n",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "");

    private static Answer opening(String transport, String... headers) {
        return PollingClient.call(
                TestServer.running().url(),
                "GET",
                "/socket.io/?EIO=4&transport=" + transport,
                String.join("", headers) + Talker.fromElsewhere() + "\r\n",
                "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://localhost:3000\r\n",
                "Origin: https://app.example.test\r\nSec-Fetch-Site: cross-site\r\n",
                "Sec-Fetch-Site: same-origin\r\n",
                "Sec-Fetch-Site: none\r\n",
                ""
            })
    void is_trusted_or_none(String headers) {
        assertThat(opening("polling", headers).status()).isEqualTo(200);
        assertThat(opening("websocket", headers, UPGRADE).status()).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://app.strangers.example.test\r\n",
                "Origin: http://localhost:3001\r\n",
                "Origin: null\r\n",
                "Sec-Fetch-Site: cross-site\r\n"
            })
    void is_refused(String headers) {
        for (Answer answer : new Answer[] {opening("polling", headers), opening("websocket", headers, UPGRADE)}) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
            assertThat(answer.headers()).noneMatch(header -> header.startsWith("access-control-"));
        }
    }
}
