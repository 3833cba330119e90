package io.vedette.realtime.engine;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Looks at requests before the engine does. Called on an event loop: nothing may block. */
public interface Doorway {
    /** Whether pages of this origin may talk to us. */
    boolean trusts(String origin);

    /** The visitor may open a session if there is no reason against it. */
    @Nullable
    Refusal refusal(Visitor visitor);

    /** Who is at the other end, as far as the connection and its headers tell. */
    Visitor visitor(InetSocketAddress peer, HttpHeaders headers);

    /**
     * @param forwarded whether a trusted proxy vouches for the address
     */
    record Visitor(
            String address, boolean forwarded, @Nullable String authorization) {}
}
