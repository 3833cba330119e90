package io.vedette.platform.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import reactor.netty.NettyPipeline;

/** Lets a connection end with the answer that is under way, as nothing that follows on it can be read. */
@Sharable
final class LastAnswer extends ChannelOutboundHandlerAdapter {
    private static final LastAnswer FOR_ALL = new LastAnswer();

    private LastAnswer() {}

    static void follows(Channel channel) {
        channel.pipeline().addAfter(NettyPipeline.HttpCodec, "vedette.last", FOR_ALL);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            HttpUtil.setKeepAlive(response, false);
        }
        boolean last = message instanceof LastHttpContent;
        super.write(context, message, last ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise);
    }
}
