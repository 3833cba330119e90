package io.vedette.bench.swarm;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** One Socket.IO client on a websocket of its own, in the namespace {@code /}. */
public final class SwarmSocket {
    private static final byte[] NOTHING = {};
    private static final byte[] PONG = Frames.text("3");

    private final Swarm swarm;
    private final ConnectWave wave;
    private final int number;
    private final SocketChannel channel;
    private final SelectionKey key;
    private Stage stage = Stage.CONNECTING;
    private byte[] unread = NOTHING;
    private byte[] unsent = NOTHING;

    private enum Stage {
        CONNECTING,
        UPGRADING,
        JOINING,
        CONNECTED,
        ENDED
    }

    private SwarmSocket(Swarm swarm, ConnectWave wave, int number, SocketChannel channel, Selector selector)
            throws IOException {
        this.swarm = swarm;
        this.wave = wave;
        this.number = number;
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_CONNECT);
    }

    static void open(Swarm swarm, ConnectWave wave, int number, Selector selector) throws IOException {
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.bind(Swarm.source(number));
        var socket = new SwarmSocket(swarm, wave, number, channel, selector);
        socket.key.attach(socket);
        channel.connect(swarm.server());
    }

    /** Its place in the swarm, from 0 in the order of connecting. */
    public int number() {
        return number;
    }

    /** Emits an event; from any thread. */
    public void emit(String event, String payload) {
        write(Frames.text("42[\"" + event + "\"," + payload + "]"));
    }

    /** Emits an event that is to be acknowledged; from any thread. */
    public void emit(long id, String event, String payload) {
        write(Frames.text("42" + id + "[\"" + event + "\"," + payload + "]"));
    }

    /** Acknowledges what it was told, with nothing to say; from any thread. */
    public void acknowledge(long id) {
        write(Frames.text("43" + id + "[]"));
    }

    void ready(byte[] buffer) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                stage = Stage.UPGRADING;
                key.interestOps(SelectionKey.OP_READ);
                write(swarm.upgrade());
            } else if (key.isWritable()) {
                flush();
            }
            if (key.isReadable()) {
                read(buffer);
            }
        } catch (IOException | RuntimeException e) {
            end(e.toString());
        }
    }

    private void read(byte[] buffer) throws IOException {
        System.arraycopy(unread, 0, buffer, 0, unread.length);
        int count = channel.read(ByteBuffer.wrap(buffer, unread.length, buffer.length - unread.length));
        int to = unread.length + count;
        if (count < 0 || to == buffer.length) {
            end(count < 0 ? "Closed without a word" : "More at once than a swarm reads");
            return;
        }
        int used = take(buffer, to);
        unread = used == to ? NOTHING : Arrays.copyOfRange(buffer, used, to);
    }

    private int take(byte[] bytes, int to) throws IOException {
        int from = 0;
        if (stage == Stage.UPGRADING) {
            from = Upgrade.endOfAnswer(bytes, to);
            if (from == 0) {
                return 0;
            }
            stage = Stage.JOINING;
        }
        Frames frame = swarm.frame();
        while (stage != Stage.ENDED && frame.read(bytes, from, to)) {
            from = frame.end();
            take(frame, bytes);
        }
        return from;
    }

    private void take(Frames frame, byte[] bytes) throws IOException {
        switch (frame.opcode()) {
            case Frames.TEXT -> {
                Text packet = swarm.packet();
                packet.show(bytes, frame.start(), frame.end());
                takePacket(packet);
            }
            case Frames.PING ->
                write(Frames.masked(Frames.PONG, Arrays.copyOfRange(bytes, frame.start(), frame.end())));
            case Frames.PONG -> {}
            case Frames.CLOSE -> end("Closed by the server");
            default -> throw new IOException("A frame of kind " + frame.opcode());
        }
    }

    private void takePacket(Text packet) throws IOException {
        switch (packet.at(0)) {
            case '0' -> write(Frames.text("40" + swarm.auth(number)));
            case '1' -> end("Engine.IO close");
            case '2' -> {
                write(PONG);
                swarm.pinged();
            }
            case '4' -> takeMessage(packet);
            case '6' -> {}
            default -> throw new IOException("Packet " + packet);
        }
    }

    private void takeMessage(Text packet) throws IOException {
        switch (packet.at(1)) {
            case '0' -> {
                stage = Stage.CONNECTED;
                wave.entered(this);
            }
            case '2' -> swarm.listener().event(this, packet);
            case '3' -> swarm.listener().acknowledged(this, packet.numberAt(2), packet);
            case '1', '4' -> end(packet.toString());
            default -> throw new IOException("Packet " + packet);
        }
    }

    private synchronized void write(byte[] frame) {
        if (unsent.length > 0) {
            byte[] longer = Arrays.copyOf(unsent, unsent.length + frame.length);
            System.arraycopy(frame, 0, longer, unsent.length, frame.length);
            unsent = longer;
            return;
        }
        try {
            int sent = channel.write(ByteBuffer.wrap(frame));
            if (sent < frame.length) {
                unsent = Arrays.copyOfRange(frame, sent, frame.length);
                key.interestOpsOr(SelectionKey.OP_WRITE);
                swarm.wake();
            }
        } catch (IOException e) {
            swarm.execute(() -> end(e.toString()));
        }
    }

    private synchronized void flush() throws IOException {
        int sent = channel.write(ByteBuffer.wrap(unsent));
        unsent = Arrays.copyOfRange(unsent, sent, unsent.length);
        if (unsent.length == 0) {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    private void end(String reason) {
        Stage was = stage;
        hangUp();
        if (was == Stage.CONNECTED) {
            swarm.lost(this, reason);
        } else if (was != Stage.ENDED) {
            wave.failed(this, reason);
        }
    }

    /** Leaves without a word, as a client whose network is gone; only on the swarm's thread. */
    void hangUp() {
        stage = Stage.ENDED;
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("A socket that can't be closed", e);
        }
    }
}
