package io.vedette.bench.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** Takes one websocket and talks to it byte by byte, so that nothing arrives whole. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<String> upgrade = new CompletableFuture<>();
    private final CompletableFuture<Void> played = new CompletableFuture<>();

    interface Script {
        void play(Line line) throws IOException;
    }

    /** The server's end of the websocket. */
    record Line(DataInputStream in, OutputStream out) {
        void say(String packet) throws IOException {
            byte[] payload = packet.getBytes(UTF_8);
            dribble(new byte[] {(byte) 0x81, (byte) payload.length});
            dribble(payload);
        }

        String hear() throws IOException {
            in.skipNBytes(1);
            int length = in.readByte() & 0x7f;
            byte[] key = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < length; i++) {
                payload[i] ^= key[i % 4];
            }
            return new String(payload, UTF_8);
        }

        void dribble(byte[] bytes) throws IOException {
            for (byte each : bytes) {
                out.write(each);
                Thread.onSpinWait();
            }
        }
    }

    ScriptedServer(Script script) throws IOException {
        Thread.ofVirtual().start(() -> serve(script));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    /** Returns once the script was played to its end, and throws what stopped it. */
    String awaitEnd() {
        played.join();
        return upgrade.join();
    }

    private void serve(Script script) {
        try (Socket socket = listening.accept()) {
            socket.setTcpNoDelay(true);
            var line = new Line(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
            var request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) line.in().readByte());
            }
            upgrade.complete(request.toString());
            line.dribble(
                    "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
                            .getBytes(UTF_8));
            line.say("0{\"sid\":\"s\"}");
            script.play(line);
            played.complete(null);
        } catch (IOException | RuntimeException | AssertionError e) {
            played.completeExceptionally(e);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
