package io.vedette.testing.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 written by hand, so that no client stands between what a test wants to send and the server. */
public final class RawCalls implements AutoCloseable {
    private static final int LONGEST_WAIT = 20_000;

    private final URI server;
    private @Nullable Socket socket;

    /** What came back, as far as a test wants to know. */
    public record Answer(int status, List<String> headers, String body) {}

    public RawCalls(URI server) {
        this.server = server;
    }

    /** The head is sent as it is, byte for char, and then the length, an empty line and the body. */
    public Answer send(String head, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(latin(head + "Host: localhost\r\nContent-Length: %d\r\n\r\n".formatted(body.length)));
        request.writeBytes(body);
        return sendAsIs(request.toByteArray());
    }

    /** The same, with a body of so many equal chunks whose length isn't told. */
    public Answer sendInChunks(String head, int chunks, byte[] chunk) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(latin(head + "Host: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"));
        for (int sent = 0; sent < chunks; sent++) {
            request.writeBytes(latin(Integer.toHexString(chunk.length) + "\r\n"));
            request.writeBytes(chunk);
            request.writeBytes(latin("\r\n"));
        }
        request.writeBytes(latin("0\r\n\r\n"));
        return sendAsIs(request.toByteArray());
    }

    /** A request that is whole, or is meant not to be. */
    public Answer sendAsIs(String request) {
        return sendAsIs(latin(request));
    }

    private Answer sendAsIs(byte[] request) {
        try {
            Socket open = opened();
            open.getOutputStream().write(request);
            return answer(new BufferedInputStream(open.getInputStream()));
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("No answer to " + new String(request, StandardCharsets.ISO_8859_1), e);
        }
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
                socket = null;
            }
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    private Socket opened() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(server.getHost(), server.getPort());
            open.setSoTimeout(LONGEST_WAIT);
            open.setTcpNoDelay(true);
            socket = open;
        }
        return open;
    }

    private Answer answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", -1)[1]);
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line.toLowerCase(Locale.ROOT));
        }
        String body = new String(body(in, headers), StandardCharsets.UTF_8);
        if (headers.contains("connection: close")) {
            close();
        }
        return new Answer(status, headers, body);
    }

    private static byte[] body(InputStream in, List<String> headers) throws IOException {
        if (!headers.contains("transfer-encoding: chunked")) {
            return in.readNBytes(Integer.parseInt(value(headers, "content-length")));
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            all.writeBytes(in.readNBytes(size));
            line(in);
        }
        line(in);
        return all.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String value(List<String> headers, String name) {
        return headers.stream()
                .filter(header -> header.startsWith(name + ": "))
                .map(header -> header.substring(name.length() + 2))
                .findFirst()
                .orElse("0");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended after: " + line);
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
