package io.vedette.realtime.engine;

import com.corundumstudio.socketio.Transport;
import io.netty.buffer.Unpooled;
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
        Wire.sendLast(channel, lastWord(cause));
    }

    /** The official client for Java sits out a close frame until it misses a ping, but returns at once when there is none. */
    private static Object lastWord(CloseCause cause) {
        return switch (cause) {
            case PARSE_ERROR -> new CloseWebSocketFrame(WebSocketCloseStatus.POLICY_VIOLATION, cause.code());
            case CLIENT_CLOSED, TRANSPORT_CLOSED, REVOKED, DISABLED, REMOVED ->
                new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE, cause.code());
            case PING_TIMEOUT,
                    CONNECT_DEADLINE,
                    TOO_SLOW,
                    OVER_LIMIT,
                    SERVER_DRAIN,
                    ROLE_CHANGED,
                    SUPERSEDED,
                    UNAVAILABLE -> Unpooled.EMPTY_BUFFER;
        };
    }
}
