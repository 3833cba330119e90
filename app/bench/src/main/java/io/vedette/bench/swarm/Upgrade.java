package io.vedette.bench.swarm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The HTTP request that opens a websocket, and what has to be answered to it. */
final class Upgrade {
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    // The example of RFC 6455, section 1.3, so that the right answer to it is known.
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private Upgrade() {}

    static byte[] request(InetSocketAddress server) {
        return """
                GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
                Host: %s:%d
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: %s

                """.formatted(server.getHostString(), server.getPort(), KEY)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Where the answer ends, 0 while it is incomplete. */
    static int endOfAnswer(byte[] bytes, int to) throws IOException {
        for (int i = 0; i + END.length <= to; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                check(new String(bytes, 0, i, StandardCharsets.ISO_8859_1));
                return i + END.length;
            }
        }
        return 0;
    }

    private static void check(String answer) throws IOException {
        if (!answer.startsWith("HTTP/1.1 101 ") || !answer.contains(ACCEPT)) {
            throw new IOException("Not upgraded: " + answer.lines().findFirst().orElse(""));
        }
    }
}
