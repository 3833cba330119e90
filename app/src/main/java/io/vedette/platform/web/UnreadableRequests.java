package io.vedette.platform.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;

/**
 * Makes requests of what cannot be read as one, with a mark on them, so that they are refused like any other. Behind
 * this, reactor-netty and Spring would answer with a bare status.
 */
@Sharable
final class UnreadableRequests extends ChannelInboundHandlerAdapter {
    /** Only ever set by us: what came with that name is removed. */
    static final String MARK = "vedette-unreadable";

    private static final String REQUEST_ID = "X-Request-Id";
    private static final UnreadableRequests FOR_ALL = new UnreadableRequests();

    private UnreadableRequests() {}

    static void watch(Channel channel) {
        channel.pipeline().addAfter(NettyPipeline.HttpCodec, "vedette.unreadable", FOR_ALL);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (message) {
            case HttpRequest request -> read(context, request);
            case HttpContent content when content.decoderResult().isFailure() -> breakOff(context, content);
            default -> context.fireChannelRead(message);
        }
    }

    private static void read(ChannelHandlerContext context, HttpRequest request) {
        request.headers().remove(MARK);
        disarm(request.headers());
        Optional<Unreadable> reason = Unreadable.in(request);
        if (reason.isPresent() && reason.get().endsConnection()) {
            passInstead(context, request, reason.get());
        } else {
            reason.ifPresent(why -> mark(request, why));
            context.fireChannelRead(request);
        }
    }

    /** What begins with a quote is no type; Spring doesn't find that out but breaks over it, and no answer goes out. */
    private static void disarm(HttpHeaders headers) {
        if (headers.get(HttpHeaderNames.CONTENT_TYPE, "").startsWith("\"")) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, "quoted");
        }
    }

    private static void passInstead(ChannelHandlerContext context, HttpRequest broken, Unreadable reason) {
        HttpRequest whole = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        // Nothing that a proxy may have said: what was read may end before its words do.
        whole.headers().add(REQUEST_ID, broken.headers().getAll(REQUEST_ID));
        whole.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        mark(whole, reason);
        ReferenceCountUtil.release(broken);
        context.fireChannelRead(whole);
        context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /** Whoever reads the body is told; if nobody waits for an answer any more, there is nothing left to say. */
    private static void breakOff(ChannelHandlerContext context, HttpContent broken) {
        ReferenceCountUtil.release(broken);
        if (ChannelOperations.get(context.channel()) == null) {
            Connection.from(context.channel()).dispose();
        } else {
            LastAnswer.follows(context.channel());
            // If nobody reads yet and nothing came before it, reactor-netty answers an error by hanging up.
            context.fireChannelRead(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
            context.fireExceptionCaught(Unreadable.BODY.refusal());
        }
    }

    private static void mark(HttpRequest request, Unreadable reason) {
        request.setUri("/").headers().set(MARK, reason).set(HttpHeaderNames.HOST, "localhost");
    }
}
