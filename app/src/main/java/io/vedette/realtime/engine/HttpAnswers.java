package io.vedette.realtime.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;

/**
 * Answers to polling requests. Each ends its connection: what follows on it might not be for the engine, and whoever
 * would have served that is no longer there.
 */
final class HttpAnswers {
    private static final AttributeKey<String> ORIGIN = AttributeKey.valueOf(HttpAnswers.class, "origin");
    private static final String TEXT = "text/plain; charset=UTF-8";
    private static final int RETRY_AFTER_SECONDS = 2;

    private HttpAnswers() {}

    /** Pages of this origin may read what is answered here. */
    static void allow(Channel channel, String origin) {
        channel.attr(ORIGIN).set(origin);
    }

    static void text(Channel channel, String body) {
        text(channel, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
    }

    static void text(Channel channel, ByteBuf body) {
        text(channel, body, channel.newPromise());
    }

    static void text(Channel channel, ByteBuf body, ChannelPromise promise) {
        send(channel, response(HttpResponseStatus.OK, TEXT, body), promise);
    }

    static void refuse(Channel channel, Refusal refusal) {
        send(channel, refused(refusal));
    }

    private static FullHttpResponse refused(Refusal refusal) {
        FullHttpResponse response = response(
                refusal.status(), "application/json", Unpooled.copiedBuffer(refusal.body(), StandardCharsets.UTF_8));
        if (refusal.passes()) {
            response.headers().setInt(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response;
    }

    /** While the other side still sends: closed at once, it would not read why. */
    static void refuseWhileSending(Channel channel, Refusal refusal) {
        FullHttpResponse response = refused(refusal);
        finish(channel, response);
        Wire.forget(channel.writeAndFlush(response)
                .addListener(_ -> Wire.forget(((DuplexChannel) channel).shutdownOutput())));
    }

    static void preflight(Channel channel) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER);
        if (channel.attr(ORIGIN).get() != null) {
            response.headers()
                    .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
                    .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type")
                    .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "3600");
        }
        send(channel, response);
    }

    private static FullHttpResponse response(HttpResponseStatus status, String type, ByteBuf body) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        return response;
    }

    private static void send(Channel channel, FullHttpResponse response) {
        send(channel, response, channel.newPromise());
    }

    private static void send(Channel channel, FullHttpResponse response, ChannelPromise promise) {
        finish(channel, response);
        Wire.sendLast(channel, response, promise);
    }

    private static void finish(Channel channel, FullHttpResponse response) {
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN)
                .set("X-Content-Type-Options", "nosniff");
        String origin = channel.attr(ORIGIN).get();
        if (origin != null) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
    }
}
