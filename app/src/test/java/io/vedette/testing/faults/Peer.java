package io.vedette.testing.faults;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.vedette.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One raw connection, which is as good a client as it is asked to be: it may stop reading, or be cut at any time. */
public final class Peer extends ChannelInboundHandlerAdapter {
    private static final int LONGEST_WAIT = 30;
    private static final String SWITCHED = "HTTP/1.1 101";

    private final String words;
    private final @Nullable String token;
    private final CompletableFuture<Peer> connected = new CompletableFuture<>();
    private final CompletableFuture<Peer> ended = new CompletableFuture<>();
    private final CompletableFuture<Channel> opened = new CompletableFuture<>();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final ByteBuf unread = Unpooled.buffer();
    private volatile String answer = "";
    private volatile Consumer<String> listener = heard::add;
    private volatile int closeCode;
    private volatile boolean mute;
    private boolean framed;

    Peer(String words, @Nullable String token) {
        this.words = words;
        this.token = token;
    }

    /** Returns once it is in the namespace. */
    public Peer connected() {
        return connected.orTimeout(LONGEST_WAIT, TimeUnit.SECONDS).join();
    }

    public CompletableFuture<Peer> connecting() {
        return connected;
    }

    /** Returns once there is a connection. */
    public Peer opened() {
        channel();
        return this;
    }

    /** Whether there was somebody who took the connection. */
    public boolean hasOpened() {
        return opened.isDone() && !opened.isCompletedExceptionally();
    }

    /** Completes when the connection is no more, however that came about. */
    public CompletableFuture<Peer> end() {
        return ended;
    }

    public boolean hasEnded() {
        return ended.isDone();
    }

    /** Returns once it has ended. */
    public Peer ended() {
        return ended.orTimeout(LONGEST_WAIT, TimeUnit.SECONDS).join();
    }

    /** The status of the websocket's close frame; zero when there was none. */
    public int closeCode() {
        return closeCode;
    }

    /** What came as HTTP. */
    public String answer() {
        return answer;
    }

    /** Returns what came as HTTP once those words are in it. */
    public String answered(String words) {
        Await.until("the answer", Duration.ofSeconds(LONGEST_WAIT), () -> answer.contains(words) || hasEnded());
        return answer;
    }

    /** All Engine.IO packets but pings that nobody else listened to. */
    public Queue<String> heard() {
        return heard;
    }

    /** Gets every packet from now on, on the swarm's thread. */
    public void listen(Consumer<String> to) {
        listener = to;
    }

    /** Answers no more pings. */
    public void silence() {
        mute = true;
    }

    public void send(byte[] bytes) {
        var _ = channel().writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    public void send(String latin) {
        send(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** In a text frame. */
    public void say(String packet) {
        send(Frames.text(packet));
    }

    /** Whether all that was sent has left. */
    public boolean isDrained() {
        return channel().isWritable();
    }

    /** The other side's window closes; the connection stays. */
    public void stopReading() {
        channel().config().setAutoRead(false);
    }

    /** One more read, after it has stopped. */
    public void readOnce() {
        channel().read();
    }

    /** As when the network is gone: with a reset. */
    public void cut() {
        channel().config().setOption(ChannelOption.SO_LINGER, 0);
        var _ = channel().close();
    }

    public void close() {
        var _ = channel().close();
    }

    public void halfClose() {
        var _ = ((SocketChannel) channel()).shutdownOutput();
    }

    private Channel channel() {
        return opened.orTimeout(LONGEST_WAIT, TimeUnit.SECONDS).join();
    }

    void neverOpened(Throwable why) {
        opened.completeExceptionally(why);
        connected.completeExceptionally(why);
        ended.complete(this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        opened.complete(context.channel());
        if (!words.isEmpty()) {
            send(words);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        unread.writeBytes(bytes);
        bytes.release();
        if (!framed) {
            readAnswer();
        }
        while (framed && Frames.isWhole(unread)) {
            take(Frames.read(unread));
        }
        unread.discardReadBytes();
    }

    private void readAnswer() {
        String text = unread.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        framed = text.startsWith(SWITCHED) && end >= 0;
        if (framed) {
            text = text.substring(0, end + 4);
        }
        if (framed || !text.startsWith("HTTP/1.1 1")) {
            answer = answer.concat(text);
            unread.skipBytes(text.length());
        }
    }

    private void take(Frames.Frame frame) {
        switch (frame.opcode()) {
            case Frames.TEXT -> packet(new String(frame.payload(), StandardCharsets.UTF_8));
            case Frames.BINARY -> listener.accept("b");
            case Frames.CLOSE -> closeCode = Frames.status(frame);
            default -> {}
        }
    }

    private void packet(String packet) {
        if (packet.startsWith("2")) {
            if (!mute) {
                say("3");
            }
            return;
        }
        if (packet.startsWith("0") && token != null) {
            say("40{\"token\":\"%s\"}".formatted(token));
        }
        // Whoever awaits the welcome may listen to something else from then on.
        listener.accept(packet);
        if (packet.startsWith("40")) {
            connected.complete(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connected.completeExceptionally(new IOException("It ended before: " + answer + heard));
        ended.complete(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        heard.add(cause.toString());
        var _ = context.close();
    }
}
