package io.vedette.realtime.engine;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/** Waits for the whole of a request, though not for ever. It is the connection's only one, and has to come to an end too. */
final class RequestCollector extends HttpObjectAggregator {
    private final Engine engine;
    private final Pulse.Guard guard;
    private int most;
    private int received;
    private boolean complete;

    RequestCollector(Engine engine, Pulse.Guard guard) {
        super(engine.settings().maxPayload(), true);
        this.engine = engine;
        this.guard = guard;
    }

    /** What comes behind a request would be answered as if it were that. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest head) {
            most = engine.mostOf(head);
        }
        received += message instanceof HttpContent content ? content.content().readableBytes() : 0;
        if (complete) {
            ReferenceCountUtil.release(message);
        } else if (received > most) {
            ReferenceCountUtil.release(message);
            refuse(context);
        } else {
            super.channelRead(context, message);
        }
    }

    @Override
    protected boolean isContentLengthInvalid(HttpMessage start, int maxContentLength) {
        return super.isContentLengthInvalid(start, most);
    }

    @Override
    protected Object newContinueResponse(HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
        return super.newContinueResponse(start, most, pipeline);
    }

    @Override
    protected void decode(ChannelHandlerContext context, HttpObject message, List<Object> out) throws Exception {
        super.decode(context, message, out);
        if (!out.isEmpty() && out.getLast() instanceof FullHttpRequest) {
            complete = true;
            guard.postpone(engine.settings().longestAnswer());
        }
    }

    /** It has become a websocket, which has deadlines of its own. */
    void release() {
        guard.lift();
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        refuse(context);
    }

    private void refuse(ChannelHandlerContext context) {
        complete = true;
        HttpAnswers.refuseWhileSending(context.channel(), Refusal.TOO_LARGE);
    }
}
