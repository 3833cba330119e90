package io.vedette.testing.faults;

import io.vedette.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server on this machine, which says of every name what the test wants, and a moment later something else. */
public final class NameServer implements AutoCloseable {
    /** By which a server that starts is told of it. */
    static final String AT = "vedette.test.names.at";

    private static final int LONGEST = 512;
    private static final int HEADER = 12;
    private static final int IS_ANSWER = 0x8180;
    private static final int TYPE_A = 1;
    private static final int CLASS_IN = 1;
    private static final int NAME_OF_QUESTION = 0xc000 | HEADER;

    private final DatagramSocket socket;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile InetAddress address;

    /** @param address where all names lead at first */
    public NameServer(String address) {
        try {
            this.address = InetAddress.getByName(address);
            this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("name-server").start(this::serve);
    }

    public void says(String other) {
        try {
            address = InetAddress.getByName(other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often it was asked for an address. */
    public int asked() {
        return asked.get();
    }

    /** A server that asks nobody else. */
    public TestServer start(Map<String, String> environment) {
        System.setProperty(AT, Integer.toString(socket.getLocalPort()));
        try {
            return TestServer.start(environment);
        } finally {
            System.clearProperty(AT);
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (SocketException closed) {
            // The end of the test.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 1035, section 4.1: the question once more, and what holds for no time at all. */
    private byte[] answer(ByteBuffer query) {
        int id = query.getShort(0);
        int end = HEADER;
        while (query.get(end) != 0) {
            end += query.get(end) + 1;
        }
        int type = query.getShort(end + 1);
        int questionEnds = end + 5;
        byte[] question = new byte[questionEnds - HEADER];
        query.get(HEADER, question);
        boolean known = type == TYPE_A;
        ByteBuffer answer = ByteBuffer.allocate(LONGEST);
        answer.putShort((short) id)
                .putShort((short) IS_ANSWER)
                .putShort((short) 1)
                .putShort((short) (known ? 1 : 0));
        answer.putInt(0).put(question);
        if (known) {
            asked.incrementAndGet();
            byte[] bytes = address.getAddress();
            answer.putShort((short) NAME_OF_QUESTION).putShort((short) TYPE_A).putShort((short) CLASS_IN);
            answer.putInt(0).putShort((short) bytes.length).put(bytes);
        }
        byte[] sent = new byte[answer.position()];
        answer.get(0, sent);
        return sent;
    }
}
