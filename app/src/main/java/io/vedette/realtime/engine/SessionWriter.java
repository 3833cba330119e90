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
        Outbound first = session.next(channel);
        if (first == null) {
            return;
        }
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
            for (Outbound.Frame frame : packet.frames()) {
                Wire.forget(way.write(frame.toWrite(channel.alloc()), channel.voidPromise()));
            }
        }
        channel.flush();
    }

    private static void answerPoll(Session session, Channel channel, Outbound first) {
        List<Outbound> packets = new ArrayList<>();
        for (Outbound packet = first; packet != null; packet = session.next(channel)) {
            packets.add(packet);
        }
        session.releasePollingChannel(channel);
        HttpAnswers.text(channel, Payload.write(channel.alloc(), packets));
    }
}
