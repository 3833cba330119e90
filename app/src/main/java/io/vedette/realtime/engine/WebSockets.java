package io.vedette.realtime.engine;

import com.corundumstudio.socketio.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.vedette.realtime.engine.Doorway.Visitor;

/** Opens websockets: for new sessions, and to succeed the polling of older ones. */
final class WebSockets {
    private final Engine engine;
    private final WebSocketFrames frames;
    private final WebSocketServerHandshakerFactory handshakers;

    WebSockets(Engine engine) {
        this.engine = engine;
        this.frames = new WebSocketFrames(engine);
        // No extensions: compression costs more memory a connection than all else together.
        this.handshakers = new WebSocketServerHandshakerFactory(
                "",
                null,
                WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(engine.settings().maxPayload())
                        .allowExtensions(false)
                        .withUTF8Validator(false)
                        .build());
    }

    void open(Channel channel, FullHttpRequest request, Visitor visitor) {
        shakeHands(channel, request, () -> engine.open(channel, Transport.WEBSOCKET, visitor));
    }

    /** One that comes too late is opened and closed, as the reference server does. */
    void upgrade(Channel channel, FullHttpRequest request, Session session) {
        shakeHands(channel, request, () -> {
            if (!session.beginUpgrade(channel)) {
                Wire.close(channel);
            }
        });
    }

    private void shakeHands(Channel channel, FullHttpRequest request, Runnable then) {
        WebSocketServerHandshaker handshaker = handshakers.newHandshaker(request);
        if (handshaker == null) {
            Wire.forget(WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel)
                    .addListener(ChannelFutureListener.CLOSE));
            return;
        }
        RequestCollector collector = channel.pipeline().get(RequestCollector.class);
        try {
            ChannelFuture shaken = handshaker.handshake(channel, request);
            Wire.forget(shaken.addListener(done -> {
                if (done.isSuccess()) {
                    collector.release();
                    serveFrames(channel.pipeline());
                    then.run();
                } else {
                    Wire.close(channel);
                }
            }));
        } catch (WebSocketHandshakeException incomplete) {
            HttpAnswers.refuse(channel, Refusal.BAD_REQUEST);
        }
    }

    private void serveFrames(ChannelPipeline pipeline) {
        pipeline.remove(Requests.class);
        pipeline.addLast(frames);
        pipeline.addFirst(new Strangers(engine));
    }
}
