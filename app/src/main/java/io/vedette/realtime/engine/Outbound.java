package io.vedette.realtime.engine;

import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.vedette.platform.ops.Ticks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A packet as it goes out, encoded once, whoever and however many it is for: a server's websocket frames are not masked,
 * so the very same bytes are right for everybody.
 */
public final class Outbound extends Packet {
    static final Outbound PING = control(PacketType.PING, "2");
    static final Outbound PROBED = control(PacketType.PONG, "3probe");
    static final Outbound NOOP = control(PacketType.NOOP, "6");
    static final Outbound CLOSE = control(PacketType.CLOSE, "1");

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int LARGEST_SMALL = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int LARGEST_MIDDLE = 0xFFFF;

    private final List<Frame> frames;
    private final int bytes;
    private final boolean droppable;
    private final @Nullable Terms terms;
    private @Nullable Supply follower;

    /** When it is worth nothing any more, by {@link Ticks#nanos}, and who wants to know that it was written. */
    private record Terms(long deadline, Runnable written) {}

    /** A websocket frame, of which the payload alone goes into a polling body. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares frames
    record Frame(boolean binary, byte[] whole, int payloadAt) {
        /** What isn't direct would be copied on its way once more. */
        ByteBuf toWrite(ByteBufAllocator buffers) {
            return buffers.directBuffer(whole.length).writeBytes(whole);
        }

        ByteBuffer payload() {
            return ByteBuffer.wrap(whole, payloadAt, whole.length - payloadAt);
        }
    }

    private Outbound(PacketType type, List<Frame> frames, boolean droppable) {
        this(type, frames, droppable, null);
    }

    private Outbound(PacketType type, List<Frame> frames, boolean droppable, @Nullable Terms terms) {
        super(type, EngineIOVersion.V4);
        this.terms = terms;
        this.frames = frames;
        this.bytes = frames.stream().mapToInt(frame -> frame.whole().length).sum();
        this.droppable = droppable;
    }

    /** @param text a Socket.IO packet, which the attachments belong to */
    public static Outbound message(byte[] text, List<byte[]> attachments, boolean droppable) {
        List<Frame> frames = new ArrayList<>(1 + attachments.size());
        byte[] packet = new byte[text.length + 1];
        packet[0] = '4';
        System.arraycopy(text, 0, packet, 1, text.length);
        frames.add(frame(FINAL_TEXT, packet));
        attachments.forEach(attachment -> frames.add(frame(FINAL_BINARY, attachment)));
        return new Outbound(PacketType.MESSAGE, List.copyOf(frames), droppable);
    }

    public static Outbound message(String text) {
        return message(text.getBytes(StandardCharsets.UTF_8), List.of(), false);
    }

    /** What is sent as bytes alone, which only Engine.IO itself does. */
    public static Outbound binary(byte[] message) {
        return new Outbound(PacketType.MESSAGE, List.of(frame(FINAL_BINARY, message)), false);
    }

    static Outbound open(String handshake) {
        return control(PacketType.OPEN, "0" + handshake);
    }

    private static Outbound control(PacketType type, String packet) {
        return new Outbound(type, List.of(frame(FINAL_TEXT, packet.getBytes(StandardCharsets.UTF_8))), false);
    }

    private static Frame frame(int start, byte[] payload) {
        int length = payload.length;
        int header = length <= LARGEST_SMALL ? 2 : length <= LARGEST_MIDDLE ? 4 : 10;
        ByteBuffer frame = ByteBuffer.allocate(header + length).put((byte) start);
        switch (header) {
            case 2 -> frame.put((byte) length);
            case 4 -> frame.put((byte) TWO_BYTES).putShort((short) length);
            default -> frame.put((byte) EIGHT_BYTES).putLong(length);
        }
        return new Frame(start == FINAL_BINARY, frame.put(payload).array(), header);
    }

    /**
     * The same for one receiver: it is not written after the deadline, and the other side of its transport having taken it
     * is told. Of what is dropped or lost nothing is said.
     *
     * @param deadline by {@link Ticks#nanos}
     */
    public Outbound under(long deadline, Runnable written) {
        return new Outbound(getType(), frames, droppable, new Terms(deadline, written));
    }

    boolean isPast() {
        return terms != null && Ticks.nanos() - terms.deadline() >= 0;
    }

    /** With which its last frame is written. */
    ChannelPromise promise(ChannelHandlerContext way) {
        return terms == null ? way.voidPromise() : awaited(way.newPromise());
    }

    /** What it is written with tells, if somebody wants to know. */
    ChannelPromise awaited(ChannelPromise promise) {
        Terms of = terms;
        return of == null
                ? promise
                : promise.addListener(done -> {
                    if (done.isSuccess()) {
                        of.written().run();
                    }
                });
    }

    List<Frame> frames() {
        return frames;
    }

    /** As it goes over a websocket. */
    public int bytes() {
        return bytes;
    }

    /** Never kept waiting: who can't take it now goes without. */
    public boolean droppable() {
        return droppable;
    }

    /** Nothing else of it must have been sent: what follows does so once. */
    public Outbound followedBy(Supply supply) {
        follower = supply;
        return this;
    }

    @Nullable
    Supply follower() {
        return follower;
    }

    /** Pings and the like are few and small; only messages count against the outbox. */
    boolean counts() {
        return getType() == PacketType.MESSAGE;
    }

    /** It already says which namespace it is for. */
    @Override
    public Packet withNsp(String namespace, EngineIOVersion version) {
        return this;
    }
}
