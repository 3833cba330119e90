package io.vedette.platform.web;

import io.vedette.platform.operation.Caller;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses what {@link UnreadableRequests} has marked, and charges it to its address. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class UnreadableRefusals implements WebFilter {
    private final RateLimits limits;

    UnreadableRefusals(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String mark = exchange.getRequest().getHeaders().getFirst(UnreadableRequests.MARK);
        return mark == null ? chain.filter(exchange) : Mono.error(() -> refusal(exchange, Unreadable.valueOf(mark)));
    }

    private Throwable refusal(ServerWebExchange exchange, Unreadable reason) {
        limits.take(new Caller.Anonymous(Visit.of(exchange).address()));
        return reason.refusal();
    }
}
