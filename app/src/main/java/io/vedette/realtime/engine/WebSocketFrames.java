package io.vedette.realtime.engine;

import com.corundumstudio.socketio.Transport;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.util.Optional;

/** What comes in over a websocket. */
@Sharable
final class WebSocketFrames extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final String PROBE = "2probe";
    private static final String UPGRADE = "5";

    private final Engine engine;

    WebSocketFrames(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) throws Exception {
        Session session = engine.session(context.channel());
        if (session == null
                || session.hasEnded()
                || !engine.reception().admits(session, frame.content().readableBytes())) {
            return;
        }
        switch (frame) {
            case CloseWebSocketFrame close -> close(context.channel(), session, close);
            case PingWebSocketFrame ping -> answer(context, ping);
            case PongWebSocketFrame _ -> {}
            case ContinuationWebSocketFrame fragment -> join(context, fragment);
            case WebSocketFrame fragment when !fragment.isFinalFragment() -> join(context, fragment);
            case TextWebSocketFrame text -> text(context.channel(), session, text);
            case BinaryWebSocketFrame binary ->
                engine.reception().binary(session, ByteBufUtil.getBytes(binary.content()));
            default -> Wire.close(context.channel());
        }
    }

    /** Who doesn't read needs no answers: they would only heap up. */
    private static void answer(ChannelHandlerContext context, PingWebSocketFrame ping) {
        if (context.channel().isWritable()) {
            Wire.send(context, new PongWebSocketFrame(ping.content().retain()));
        }
    }

    /** Few clients ever send fragments, so what joins them is there only for those who do. */
    private void join(ChannelHandlerContext context, WebSocketFrame fragment) throws Exception {
        WebSocketFrameAggregator aggregator =
                new WebSocketFrameAggregator(engine.settings().maxPayload());
        context.pipeline().addBefore(context.name(), "vedette.fragments", aggregator);
        aggregator.channelRead(context.pipeline().context(aggregator), fragment.retain());
    }

    private void text(Channel channel, Session session, TextWebSocketFrame frame) {
        Optional<String> packet = Utf8.read(frame.content());
        if (packet.isEmpty()) {
            fail(channel, session, WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
        } else if (session.getCurrentTransport() == Transport.WEBSOCKET) {
            engine.reception().text(session, packet.get());
        } else {
            prepare(channel, session, packet.get());
        }
    }

    /** As long as the session still polls, its future websocket may only ask whether it gets through. */
    private static void prepare(Channel channel, Session session, String packet) {
        if (packet.equals(PROBE) && session.probe()) {
            Wire.send(channel, Outbound.PROBED.frames().getFirst().toWrite(channel.alloc()));
            session.endPollIfUpgrading();
        } else if (!packet.equals(UPGRADE) || !session.upgradeTo(channel)) {
            Wire.close(channel);
        }
    }

    /** What came together with it is not looked at any more. */
    private static void fail(Channel channel, Session session, WebSocketCloseStatus status) {
        Wire.sendLast(channel, new CloseWebSocketFrame(status));
        if (session.getCurrentTransport() == Transport.WEBSOCKET) {
            session.end(CloseCause.PARSE_ERROR);
        }
    }

    private static void close(Channel channel, Session session, CloseWebSocketFrame frame) {
        Wire.sendLast(channel, frame.retain());
        if (session.getCurrentTransport() == Transport.WEBSOCKET) {
            session.end(CloseCause.CLIENT_CLOSED);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        Session session = engine.session(context.channel());
        if (session != null && context.channel().isWritable()) {
            session.signal(context.channel());
        }
        super.channelWritabilityChanged(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        Session session = engine.session(context.channel());
        if (session != null && !session.cancelUpgrade(context.channel())) {
            session.end(CloseCause.TRANSPORT_CLOSED);
        }
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Session session = engine.session(context.channel());
        if (cause instanceof TooLongFrameException && session != null) {
            fail(context.channel(), session, WebSocketCloseStatus.MESSAGE_TOO_BIG);
        } else {
            engine.broke(context.channel(), cause);
        }
    }
}
