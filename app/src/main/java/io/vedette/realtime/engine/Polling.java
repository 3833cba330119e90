package io.vedette.realtime.engine;

import com.corundumstudio.socketio.Transport;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vedette.platform.ops.Ticks;
import io.vedette.realtime.engine.Doorway.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions over plain requests: one waits for what comes, others bring what is sent. */
final class Polling {
    private final Engine engine;

    Polling(Engine engine) {
        this.engine = engine;
    }

    void open(Channel channel, Visitor visitor) {
        engine.open(channel, Transport.POLLING, visitor);
    }

    @Nullable
    Refusal poll(Channel channel, Session session) {
        if (session.timing().isSilent(Ticks.nanos())) {
            session.end(CloseCause.PING_TIMEOUT);
            return Refusal.SESSION_UNKNOWN;
        }
        if (session.bindPoll(channel)) {
            session.endPollIfUpgrading();
            return null;
        }
        if (session.hasEnded()) {
            return engine.lastWords().say(session.getSessionId(), channel) ? null : Refusal.SESSION_UNKNOWN;
        }
        if (session.isPolled()) {
            session.end(CloseCause.PARSE_ERROR);
        }
        return Refusal.BAD_REQUEST;
    }

    @Nullable
    Refusal post(Channel channel, FullHttpRequest request, Session session) {
        if (request.headers().contains(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_OCTET_STREAM, true)) {
            return Refusal.BAD_REQUEST;
        }
        if (!session.beginPost()) {
            session.end(CloseCause.PARSE_ERROR);
            return Refusal.BAD_REQUEST;
        }
        String body = request.content().toString(StandardCharsets.UTF_8);
        session.loop().execute(() -> receive(channel, session, body));
        return null;
    }

    private void receive(Channel channel, Session session, String body) {
        try {
            receive(session, Payload.read(body));
        } catch (IllegalArgumentException notABody) {
            session.end(CloseCause.PARSE_ERROR);
        } catch (RuntimeException | Error broken) {
            // First: who sees the connection close may poll at once, and is to find the session gone.
            session.end(CloseCause.TRANSPORT_CLOSED);
            engine.broke(channel, broken);
        }
        session.endPost();
        if (session.endedBy(CloseCause.PARSE_ERROR)) {
            HttpAnswers.refuse(channel, Refusal.BAD_REQUEST);
        } else {
            HttpAnswers.text(channel, "ok");
        }
    }

    private void receive(Session session, List<Payload.Part> parts) {
        for (Payload.Part part : parts) {
            switch (part) {
                case Payload.Part.Text(String packet) -> {
                    if (engine.reception().admits(session, packet.length())) {
                        engine.reception().text(session, packet);
                    }
                }
                case Payload.Part.Binary(byte[] message) -> {
                    if (engine.reception().admits(session, message.length)) {
                        engine.reception().binary(session, message);
                    }
                }
            }
        }
    }

    /** Nobody waits any more where the session would have answered. */
    void lost(Channel channel) {
        Session session = engine.session(channel);
        if (session != null && session.isTransportChannel(channel, Transport.POLLING)) {
            session.end(CloseCause.TRANSPORT_CLOSED);
        }
    }
}
