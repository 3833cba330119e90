package io.vedette.platform.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Tells browsers to be strict with what we send. A page that needs more says so for itself. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class SecurityHeaders implements WebFilter {
    static final String POLICY = "Content-Security-Policy";
    private static final String NOTHING =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final String TWO_YEARS = "max-age=63072000; includeSubDomains";

    private final boolean servedOverTls;

    SecurityHeaders(WebSettings settings) {
        this.servedOverTls = "https".equals(settings.baseUrl().getScheme());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(POLICY, NOTHING);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        if (servedOverTls || Visit.of(exchange).secure()) {
            headers.set("Strict-Transport-Security", TWO_YEARS);
        }
        return chain.filter(exchange);
    }
}
