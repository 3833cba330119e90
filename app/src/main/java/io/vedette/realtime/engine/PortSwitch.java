package io.vedette.realtime.engine;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import reactor.netty.NettyPipeline;

/**
 * Gives a connection from HTTP to the engine with its first request for the engine, and never back: a websocket owns its
 * connection, and a polling answer ends it. Before that, all answers that are owed go out.
 */
final class PortSwitch extends ChannelDuplexHandler {
    private static final int MOST_HELD = 1_000;

    private final Engine engine;
    private final List<Object> held = new ArrayList<>();
    private int owed;

    PortSwitch(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!held.isEmpty() || (message instanceof HttpRequest request && isForEngine(request))) {
            hold(context, message);
        } else {
            owed += message instanceof HttpRequest ? 1 : 0;
            super.channelRead(context, message);
        }
    }

    private boolean isForEngine(HttpRequest request) {
        return request.decoderResult().isSuccess()
                && request.uri().startsWith(engine.settings().path());
    }

    private void hold(ChannelHandlerContext context, Object message) {
        held.add(message);
        if (held.size() > MOST_HELD) {
            Wire.close(context.channel());
        } else if (owed == 0) {
            handOver(context);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            owed--;
            if (owed == 0 && !held.isEmpty()) {
                context.executor().execute(() -> handOver(context));
            }
        }
        super.write(context, message, promise);
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void handOver(ChannelHandlerContext context) {
        if (context.isRemoved() || !context.channel().isActive()) {
            return;
        }
        ChannelPipeline pipeline = context.pipeline();
        removeAllButCodec(context);
        List<Object> messages = List.copyOf(held);
        held.clear();
        engine.serve(context.channel());
        context.channel().config().setAutoRead(true);
        messages.forEach(context::fireChannelRead);
        context.fireChannelReadComplete();
        pipeline.remove(this);
    }

    /** The server's own timers and operations would go on beside the engine's, wherever they stand. */
    private void removeAllButCodec(ChannelHandlerContext own) {
        ChannelPipeline pipeline = own.pipeline();
        List<String> names = pipeline.names();
        names.subList(names.indexOf(NettyPipeline.HttpCodec) + 1, names.size()).stream()
                .filter(name -> pipeline.context(name) != null && !name.equals(own.name()))
                .forEach(pipeline::remove);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }
}
