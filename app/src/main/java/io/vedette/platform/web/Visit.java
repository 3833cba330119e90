package io.vedette.platform.web;

import io.vedette.platform.web.Forwarding.Client;
import org.springframework.web.server.ServerWebExchange;

/** What is known of a request before anyone looks at what it asks. */
record Visit(String requestId, Client client) {
    static Visit of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(Visit.class.getName());
    }

    /** The client's address, which is the peer's unless a trusted proxy says otherwise. */
    String address() {
        return client.address();
    }

    /** Whether the client came over TLS, as a trusted proxy says. */
    boolean secure() {
        return client.secure();
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(Visit.class.getName(), this);
    }
}
