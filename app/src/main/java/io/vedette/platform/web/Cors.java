package io.vedette.platform.web;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets pages of trusted origins read our answers. Others get the same answer without that leave: what a stranger's page
 * may do at all is decided by {@link SiteGuard}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class Cors implements WebFilter {
    private static final String TOKEN = "set-auth-token";
    private static final List<HttpMethod> METHODS = List.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final List<String> REQUEST_HEADERS =
            List.of("Authorization", "Content-Type", "Idempotency-Key", "X-Request-Id");
    private static final List<String> ANSWER_HEADERS = List.of(
            "X-Request-Id",
            "Retry-After",
            "X-Retry-After",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            TOKEN);

    private final TrustedOrigins origins;

    Cors(TrustedOrigins origins) {
        this.origins = origins;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        HttpHeaders answer = exchange.getResponse().getHeaders();
        answer.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeaders().getOrigin();
        boolean trusted = origin != null && origins.trust(origin);
        if (trusted) {
            answer.setAccessControlAllowOrigin(origin);
            answer.setAccessControlAllowCredentials(true);
            answer.setAccessControlExposeHeaders(ANSWER_HEADERS);
        }
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> exposeToken(answer)));
        return isPreflight(request, origin) ? preflight(exchange, trusted) : chain.filter(exchange);
    }

    /** Better Auth says so whoever asks. */
    private static void exposeToken(HttpHeaders answer) {
        if (answer.containsHeader(TOKEN) && !answer.containsHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS)) {
            answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, TOKEN);
        }
    }

    private static Mono<Void> preflight(ServerWebExchange exchange, boolean trusted) {
        HttpHeaders answer = exchange.getResponse().getHeaders();
        if (trusted) {
            answer.setAccessControlAllowMethods(METHODS);
            answer.setAccessControlAllowHeaders(REQUEST_HEADERS);
            answer.setAccessControlMaxAge(Duration.ofHours(1));
        }
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }

    private static boolean isPreflight(ServerHttpRequest request, @Nullable String origin) {
        return origin != null
                && request.getMethod().equals(HttpMethod.OPTIONS)
                && request.getHeaders().getAccessControlRequestMethod() != null;
    }
}
