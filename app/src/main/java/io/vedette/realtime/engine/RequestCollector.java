package io.vedette.realtime.engine;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;

/** Waits for the whole of a request, though not for ever. It is the connection's only one, and has to come to an end too. */
final class RequestCollector extends HttpObjectAggregator {
    private final Pulse.Guard guard;
    private final Duration longestAnswer;
    private boolean complete;

    RequestCollector(Measures settings, Pulse.Guard guard) {
        super(settings.maxPayload(), true);
        this.guard = guard;
        this.longestAnswer = settings.pingInterval().plus(settings.pingTimeout());
    }

    /** What comes behind a request would be answered as if it were that. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (complete) {
            ReferenceCountUtil.release(message);
        } else {
            super.channelRead(context, message);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, HttpObject message, List<Object> out) throws Exception {
        super.decode(context, message, out);
        if (!out.isEmpty() && out.getLast() instanceof FullHttpRequest) {
            complete = true;
            guard.postpone(longestAnswer);
        }
    }

    /** It has become a websocket, which has deadlines of its own. */
    void release() {
        guard.lift();
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        complete = true;
        HttpAnswers.refuseWhileSending(context.channel(), Refusal.TOO_LARGE);
    }
}
