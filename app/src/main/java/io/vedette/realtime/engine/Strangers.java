package io.vedette.realtime.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Counts what comes over a websocket while nobody knows whose it is: it is held until it makes sense, and they may be many. */
final class Strangers extends ChannelInboundHandlerAdapter {
    private final Engine engine;
    private long left;

    Strangers(Engine engine) {
        this.engine = engine;
        this.left = engine.settings().strangersPayload();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        Session session = engine.session(context.channel());
        if (session != null && session.isInNamespace()) {
            super.channelRead(context, message);
            context.pipeline().remove(this);
        } else if (message instanceof ByteBuf bytes && (left -= bytes.readableBytes()) < 0) {
            ReferenceCountUtil.release(message);
            end(context, session);
        } else {
            super.channelRead(context, message);
        }
    }

    private static void end(ChannelHandlerContext context, @Nullable Session session) {
        if (session != null) {
            session.end(CloseCause.OVER_LIMIT);
        }
        Wire.close(context.channel());
    }
}
