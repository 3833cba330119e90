package io.vedette.platform.web;

import org.springframework.web.server.ServerWebExchange;

/**
 * What is known of a request before anyone looks at what it asks.
 *
 * @param address the client's, which is the peer's unless a trusted proxy says otherwise
 * @param secure whether the client came over TLS, be it ours or a trusted proxy's
 */
record Visit(String requestId, String address, boolean secure) {
    static Visit of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(Visit.class.getName());
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(Visit.class.getName(), this);
    }
}
