package io.vedette.realtime.engine;

import com.corundumstudio.socketio.Transport;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;

/** Says the last to a session's transport, and closes it even where nobody listens any more. */
final class Closing {
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final Engine engine;

    Closing(Engine engine) {
        this.engine = engine;
    }

    void close(Session session, Channel channel, CloseCause cause) {
        channel.eventLoop().execute(() -> {
            if (session.getCurrentTransport() == Transport.WEBSOCKET) {
                closeWebSocket(session, channel, cause);
            } else {
                HttpAnswers.text(channel, Payload.write(channel.alloc(), LastWords.of(session, cause)));
            }
            session.stopWriting();
        });
    }

    private void closeWebSocket(Session session, Channel channel, CloseCause cause) {
        if (!channel.isWritable()) {
            Wire.close(channel);
            return;
        }
        session.signal(channel);
        engine.pulse(channel.eventLoop()).guard(channel, LONGEST_FAREWELL);
        Wire.sendLast(channel, new CloseWebSocketFrame(status(cause), cause.code()));
    }

    private static WebSocketCloseStatus status(CloseCause cause) {
        return switch (cause) {
            case SERVER_DRAIN -> WebSocketCloseStatus.ENDPOINT_UNAVAILABLE;
            case PARSE_ERROR, TOO_SLOW, OVER_LIMIT -> WebSocketCloseStatus.POLICY_VIOLATION;
            default -> WebSocketCloseStatus.NORMAL_CLOSURE;
        };
    }
}
