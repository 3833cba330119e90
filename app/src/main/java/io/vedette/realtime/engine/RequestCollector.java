package io.vedette.realtime.engine;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.util.List;

/** Waits for the whole of a request, though not for ever. */
final class RequestCollector extends HttpObjectAggregator {
    private final Pulse.Guard guard;

    RequestCollector(int maxPayload, Pulse.Guard guard) {
        super(maxPayload);
        this.guard = guard;
    }

    @Override
    protected void decode(ChannelHandlerContext context, HttpObject message, List<Object> out) throws Exception {
        super.decode(context, message, out);
        if (!out.isEmpty() && out.getLast() instanceof FullHttpRequest) {
            guard.lift();
        }
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        HttpAnswers.refuseWhileSending(context.channel(), Refusal.TOO_LARGE);
    }
}
