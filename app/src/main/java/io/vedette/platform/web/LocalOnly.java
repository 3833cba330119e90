package io.vedette.platform.web;

import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Hides what is for development only: it is there for who sits at this machine, and an unknown path for everyone else. */
@Configuration(proxyBeanMethods = false)
class LocalOnly {
    private static final Set<String> OUR_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1");

    private final boolean development;

    LocalOnly(WebSettings settings) {
        this.development = settings.isLocal();
    }

    /** Stands before the router of what is there. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RouterFunction<ServerResponse> hidden(List<Api> apis, Strays strays) {
        List<RequestPredicate> hidden = apis.stream()
                .map(Api::routes)
                .filter(RouteGroup::localOnly)
                .flatMap(group -> group.routes().stream().map(route -> path(group.pathOf(route))))
                .toList();
        return request -> hidden.stream().anyMatch(path -> path.test(request)) && !isLocal(request)
                ? Mono.just(stray -> strays.unknown(PROBLEM, stray))
                : Mono.empty();
    }

    /** The name as well: a page elsewhere may let its own name point here, and read what its visitor is shown. */
    private boolean isLocal(ServerRequest request) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        return development
                && request.remoteAddress().filter(LocalOnly::isLoopback).isPresent()
                && headers.headerNames().stream().noneMatch(LocalOnly::tellsOfProxy)
                && isOurName(headers.getHost());
    }

    private static boolean isLoopback(InetSocketAddress peer) {
        return peer.getAddress() != null && peer.getAddress().isLoopbackAddress();
    }

    private static boolean tellsOfProxy(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.equals("forwarded")
                || name.equals("via")
                || name.equals("x-real-ip")
                || name.startsWith("x-forwarded");
    }

    private static boolean isOurName(@Nullable InetSocketAddress host) {
        return host != null && OUR_NAMES.contains(host.getHostString().toLowerCase(Locale.ROOT));
    }
}
