package io.vedette.shape.bad;

import org.springframework.web.server.ServerWebExchange;

public final class ReadsExchange {
    private ReadsExchange() {}

    static String prefix(ServerWebExchange exchange) {
        return exchange.getLogPrefix();
    }
}
