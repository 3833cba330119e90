package io.vedette.realtime.engine;

import com.corundumstudio.socketio.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vedette.realtime.engine.Doorway.Visitor;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The engine's door: each request opens a session, goes on with one, or is refused as the reference server would. */
@Sharable
final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final String VERSION = "4";

    private final Engine engine;
    private final Doorway doorway;
    private final Polling polling;
    private final WebSockets webSockets;

    Requests(Engine engine, Doorway doorway) {
        this.engine = engine;
        this.doorway = doorway;
        this.polling = new Polling(engine);
        this.webSockets = new WebSockets(engine);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        Channel channel = context.channel();
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        boolean trusted = origin == null ? !isBlind(request) : doorway.trusts(origin);
        if (origin != null && trusted) {
            HttpAnswers.allow(channel, origin);
        }
        if (request.method().equals(HttpMethod.OPTIONS)) {
            HttpAnswers.preflight(channel);
            return;
        }
        Refusal refusal = trusted ? refusal(channel, request) : Refusal.FORBIDDEN;
        if (refusal != null) {
            engine.meters().refused(refusal);
            HttpAnswers.refuse(channel, refusal);
        }
    }

    /** By a page of another site that asks for no leave to read the answer: its browser doesn't say which. */
    private static boolean isBlind(FullHttpRequest request) {
        return request.headers().contains("Sec-Fetch-Site", "cross-site", true);
    }

    private @Nullable Refusal refusal(Channel channel, FullHttpRequest request) {
        // Of a body whose chunks make no sense, only what came before them is there.
        if (request.decoderResult().isFailure()) {
            return Refusal.BAD_REQUEST;
        }
        QueryStringDecoder query = new QueryStringDecoder(request.uri());
        try {
            query.parameters();
            query.path();
        } catch (IllegalArgumentException badlyEncoded) {
            return Refusal.BAD_REQUEST;
        }
        return serve(channel, request, query);
    }

    private @Nullable Refusal serve(Channel channel, FullHttpRequest request, QueryStringDecoder query) {
        Optional<Transport> transport =
                first(query, "transport").flatMap(Requests::transport).filter(_ -> isHere(query));
        if (transport.isEmpty()) {
            return Refusal.TRANSPORT_UNKNOWN;
        }
        Optional<String> sid = first(query, "sid");
        return sid.isPresent()
                ? resume(channel, request, transport.get(), sid.get())
                : open(channel, request, transport.get(), first(query, "EIO").orElse(""));
    }

    private boolean isHere(QueryStringDecoder query) {
        return query.path().equals(engine.settings().path());
    }

    private @Nullable Refusal open(Channel channel, FullHttpRequest request, Transport transport, String version) {
        if (!request.method().equals(HttpMethod.GET)) {
            return Refusal.BAD_METHOD;
        }
        if (isUpgrade(request) != (transport == Transport.WEBSOCKET)) {
            return Refusal.BAD_REQUEST;
        }
        if (!version.equals(VERSION)) {
            return Refusal.VERSION_UNSUPPORTED;
        }
        Visitor visitor = doorway.visitor((InetSocketAddress) channel.remoteAddress(), request.headers());
        Refusal refusal = doorway.refusal(visitor);
        if (refusal == null && transport == Transport.WEBSOCKET) {
            webSockets.open(channel, request, visitor);
        } else if (refusal == null) {
            polling.open(channel, visitor);
        }
        return refusal;
    }

    private @Nullable Refusal resume(Channel channel, FullHttpRequest request, Transport transport, String sid) {
        Optional<UUID> id = id(sid);
        Session session = id.map(engine::session).orElse(null);
        if (session == null) {
            return id.isPresent() && engine.lastWords().say(id.get(), channel) ? null : Refusal.SESSION_UNKNOWN;
        }
        if (transport == Transport.WEBSOCKET && isUpgrade(request)) {
            webSockets.upgrade(channel, request, session);
            return null;
        }
        if (transport != Transport.POLLING || session.getCurrentTransport() != Transport.POLLING) {
            return Refusal.BAD_REQUEST;
        }
        return switch (request.method().name()) {
            case "GET" -> polling.poll(channel, session);
            case "POST" -> polling.post(channel, request, session);
            default -> Refusal.BAD_METHOD;
        };
    }

    /** Of the session that a request with a body belongs to. */
    static Optional<UUID> sid(HttpRequest head) {
        try {
            return head.method().equals(HttpMethod.POST)
                    ? first(new QueryStringDecoder(head.uri()), "sid").flatMap(Requests::id)
                    : Optional.empty();
        } catch (IllegalArgumentException badlyEncoded) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> id(String sid) {
        try {
            return Optional.of(UUID.fromString(sid));
        } catch (IllegalArgumentException notOfOurs) {
            return Optional.empty();
        }
    }

    private static boolean isUpgrade(FullHttpRequest request) {
        return request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private static Optional<Transport> transport(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "polling" -> Optional.of(Transport.POLLING);
            case "websocket" -> Optional.of(Transport.WEBSOCKET);
            default -> Optional.empty();
        };
    }

    private static Optional<String> first(QueryStringDecoder query, String name) {
        return query.parameters().getOrDefault(name, List.of()).stream().findFirst();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        polling.lost(context.channel());
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        engine.broke(context.channel(), cause);
    }
}
