package io.vedette.platform.web;

import io.vedette.platform.ops.Ids;
import io.vedette.platform.ops.LogContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The first to see a request: names it, finds out where it comes from, and gives the answer its name. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Visits implements WebFilter {
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Forwarding forwarding;

    Visits(Forwarding forwarding) {
        this.forwarding = forwarding;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        HttpHeaders headers = request.getHeaders();
        Visit visit = new Visit(
                requestId(headers.getFirst(REQUEST_ID)), forwarding.client(request.getRemoteAddress(), headers));
        visit.attachTo(exchange);
        exchange.getResponse().getHeaders().set(REQUEST_ID, visit.requestId());
        return chain.filter(exchange).contextWrite(LogContext.request(visit.requestId()));
    }

    private static String requestId(@Nullable String given) {
        return given != null && ACCEPTABLE.matcher(given).matches() ? given : Ids.forTheLog();
    }
}
