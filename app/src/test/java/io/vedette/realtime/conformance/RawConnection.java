package io.vedette.realtime.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection over which several requests may go before anything is read. */
final class RawConnection implements AutoCloseable {
    private static final int LONGEST_WAIT = 15_000;
    private static final int SMALL_BUFFER = 4 * 1024;

    private final Socket socket = new Socket();

    RawConnection(URI server) {
        try {
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.setSoTimeout(LONGEST_WAIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawConnection send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that comes until the other side closes. */
    String all() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
            }
        } catch (SocketException reset) {
            // It is closed all the same.
        } catch (IOException e) {
            throw new UncheckedIOException("After " + all, e);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Whether the other side has gone: it takes nothing more. */
    boolean isRefused() {
        try {
            socket.getOutputStream().write('\n');
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
