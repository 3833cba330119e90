package io.vedette.realtime;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.vedette.platform.web.Forwarding;
import io.vedette.platform.web.TrustedOrigins;
import io.vedette.realtime.engine.Doorway;
import io.vedette.realtime.engine.Refusal;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.support.Netty4HeadersAdapter;
import org.springframework.stereotype.Component;

/** Who may open a session at all: not too many at once, not from strange pages, and none while the server goes down. */
@Component
final class SocketDoor implements Doorway {
    private final TrustedOrigins origins;
    private final Forwarding forwarding;
    private final HandshakeLimits limits;
    private volatile boolean closed;

    SocketDoor(TrustedOrigins origins, Forwarding forwarding, HandshakeLimits limits) {
        this.origins = origins;
        this.forwarding = forwarding;
        this.limits = limits;
    }

    void close() {
        closed = true;
    }

    @Override
    public boolean trusts(String origin) {
        return origins.trust(origin);
    }

    @Override
    public @Nullable Refusal refusal(Visitor visitor) {
        if (closed) {
            return Refusal.DRAINING;
        }
        return limits.admit(visitor.address()) ? null : Refusal.TOO_MANY;
    }

    @Override
    public Visitor visitor(InetSocketAddress peer, HttpHeaders headers) {
        Forwarding.Client client =
                forwarding.client(peer, new org.springframework.http.HttpHeaders(new Netty4HeadersAdapter(headers)));
        return new Visitor(client.address(), client.forwarded(), headers.get(HttpHeaderNames.AUTHORIZATION));
    }
}
