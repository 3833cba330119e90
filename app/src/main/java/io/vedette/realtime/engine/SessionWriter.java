package io.vedette.realtime.engine;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.messages.OutPacketMessage;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.ArrayList;
import java.util.List;

/** Writes what waits for a session, in place of the library's encoder; the library tells it by a message. */
@Sharable
final class SessionWriter extends ChannelOutboundHandlerAdapter {
    /** The rest comes with the next answer: what is supplied may be a lot. */
    private static final int ENOUGH = 256 << 10;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (!(message instanceof OutPacketMessage word)) {
            super.write(context, message, promise);
            return;
        }
        drain((Session) word.getClientHead(), context.channel(), word.getTransport());
        if (!promise.isVoid()) {
            promise.trySuccess();
        }
    }

    /** Writes what waits, as far as the channel takes it. On the channel's event loop only. */
    static void drain(Session session, Channel channel, Transport transport) {
        try {
            Outbound first = session.next(channel);
            if (first != null) {
                write(session, channel, transport, first);
            }
        } catch (RuntimeException | Error broken) {
            // What was taken from the queue is lost, so whoever waits for it has to come again.
            channel.pipeline().fireExceptionCaught(broken);
        }
    }

    private static void write(Session session, Channel channel, Transport transport, Outbound first) {
        if (transport == Transport.WEBSOCKET) {
            writeFrames(session, channel, first);
        } else {
            answerPoll(session, channel, first);
        }
    }

    /** Frames are whole already, so they start where handlers for outgoing ones end. */
    private static void writeFrames(Session session, Channel channel, Outbound first) {
        ChannelHandlerContext way = channel.pipeline().firstContext();
        for (Outbound packet = first; packet != null && way != null; packet = session.next(channel)) {
            write(way, packet);
        }
        channel.flush();
    }

    private static void write(ChannelHandlerContext way, Outbound packet) {
        int last = packet.frames().size() - 1;
        for (int i = 0; i <= last; i++) {
            ChannelPromise promise = i == last ? packet.promise(way) : way.voidPromise();
            Wire.forget(way.write(packet.frames().get(i).toWrite(way.alloc()), promise));
        }
    }

    private static void answerPoll(Session session, Channel channel, Outbound first) {
        List<Outbound> packets = new ArrayList<>();
        int bytes = 0;
        for (Outbound packet = first; packet != null; packet = bytes < ENOUGH ? session.next(channel) : null) {
            packets.add(packet);
            bytes += packet.bytes();
        }
        session.releasePollingChannel(channel);
        ChannelPromise promise = channel.newPromise();
        packets.forEach(packet -> Wire.forget(packet.awaited(promise)));
        HttpAnswers.text(channel, Payload.write(channel.alloc(), packets), promise);
    }
}
