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

/** Turns the word that something waits into what is written, in place of the library's encoder. */
@Sharable
final class SessionWriter extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (!(message instanceof OutPacketMessage word)) {
            super.write(context, message, promise);
            return;
        }
        Session session = (Session) word.getClientHead();
        if (word.getTransport() == Transport.WEBSOCKET) {
            writeFrames(context, session);
        } else {
            answerPoll(context.channel(), session);
        }
        if (!promise.isVoid()) {
            promise.trySuccess();
        }
    }

    private static void writeFrames(ChannelHandlerContext context, Session session) {
        for (Outbound packet = session.next(context.channel());
                packet != null;
                packet = session.next(context.channel())) {
            for (Outbound.Frame frame : packet.frames()) {
                Wire.forget(context.write(frame.toWrite(), context.voidPromise()));
            }
        }
    }

    private static void answerPoll(Channel channel, Session session) {
        List<Outbound> packets = new ArrayList<>();
        for (Outbound packet = session.next(channel); packet != null; packet = session.next(channel)) {
            packets.add(packet);
        }
        if (!packets.isEmpty()) {
            session.releasePollingChannel(channel);
            HttpAnswers.text(channel, Payload.write(channel.alloc(), packets));
        }
    }
}
