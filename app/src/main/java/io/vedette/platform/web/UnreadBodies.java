package io.vedette.platform.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hears a request out before it is answered. A connection whose last request was answered half read may never be read
 * again, and whoever comes next on it would wait for ever; where hearing out would take too much, it is closed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class UnreadBodies implements WebFilter {
    private static final long MOST_BYTES = 4L * 1024 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        if (headers.getContentLength() <= 0 && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            return chain.filter(exchange);
        }
        Heard request = new Heard(exchange.getRequest());
        exchange.getResponse().beforeCommit(() -> request.finish(exchange.getResponse()));
        return chain.filter(exchange.mutate().request(request).build());
    }

    /** Knows how far its body was read. */
    private static final class Heard extends ServerHttpRequestDecorator {
        private final AtomicBoolean begun = new AtomicBoolean();
        private final AtomicBoolean ended = new AtomicBoolean();

        Heard(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().doOnSubscribe(_ -> begun.set(true)).doOnComplete(() -> ended.set(true));
        }

        Mono<Void> finish(ServerHttpResponse response) {
            return Mono.defer(() -> begun.get() || isTooMuch() ? Mono.empty() : rest())
                    .then(Mono.fromRunnable(() -> {
                        if (!ended.get()) {
                            response.getHeaders().setConnection("close");
                        }
                    }));
        }

        private Mono<Void> rest() {
            return DataBufferUtils.takeUntilByteCount(getBody(), MOST_BYTES)
                    .map(DataBufferUtils::release)
                    .then()
                    .timeout(LONGEST, Mono.empty())
                    .onErrorComplete();
        }

        /** Whoever expects to be asked first has not sent it yet. */
        private boolean isTooMuch() {
            return getHeaders().getContentLength() > MOST_BYTES || getHeaders().containsHeader(HttpHeaders.EXPECT);
        }
    }
}
