package io.vedette.testing.sockets;

import io.vedette.testing.faults.RawCalls;
import io.vedette.testing.faults.RawCalls.Answer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A websocket over a plain connection. What comes waits in the connection until it is asked for. */
public final class RawWebSocket implements AutoCloseable {
    private static final int LONGEST_WAIT = 15_000;
    private static final int SMALL_BUFFER = 16 * 1024;

    private final Socket socket;
    private final DataInputStream in;

    private RawWebSocket(Socket socket, DataInputStream in) {
        this.socket = socket;
        this.in = in;
    }

    /** @param headers lines without their ends */
    public static RawWebSocket open(URI server, String path, String... headers) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.setSoTimeout(LONGEST_WAIT);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request(path, headers).getBytes(StandardCharsets.ISO_8859_1));
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            String head = head(in);
            if (!head.startsWith("HTTP/1.1 101 ")) {
                throw new AssertionError("No websocket: " + head);
            }
            return new RawWebSocket(socket, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is answered where no websocket is to be had. */
    public static Answer refused(URI server, String path, String... headers) {
        try (RawCalls call = new RawCalls(server)) {
            return call.sendAsIs(request(path, headers));
        }
    }

    private static String request(String path, String... headers) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n".formatted(path)
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("The connection ended after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    public void send(Frame frame) {
        sendAsIs(frame.bytes());
    }

    /** Who has been closed meanwhile finds that out by reading. */
    public void sendAsIs(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException closed) {
            // What came before that can still be read.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says nothing more, and still listens. */
    public void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException closed) {
            // Then there is nothing to end.
        }
    }

    /** The next frame, or nothing once the connection has ended. */
    public Optional<Frame> next() {
        try {
            return Optional.of(Frame.read(in));
        } catch (EOFException | SocketException ended) {
            return Optional.empty();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("Nothing came within %d ms".formatted(LONGEST_WAIT), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code with which the other side closes, whatever it says before; nothing if it just goes. */
    public Optional<Integer> closed() {
        Optional<Integer> code = Optional.empty();
        for (Optional<Frame> frame = next(); frame.isPresent(); frame = next()) {
            if (frame.get().opcode() == Frame.CLOSE) {
                code = Optional.of(frame.get().code());
            }
        }
        return code;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
