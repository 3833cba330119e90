package io.vedette.platform.web;

import static org.springframework.web.reactive.function.server.RequestPredicates.all;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Makes one router of all {@link Places}; what none of them offers ends with the {@link Strays}. */
@Configuration(proxyBeanMethods = false)
class Routing {
    @Bean
    RouterFunction<ServerResponse> routes(Places places, List<Api> apis, Strays strays) {
        RouterFunctions.Builder router = RouterFunctions.route();
        places.inOrder()
                .forEach(place -> router.route(
                        path(place.pattern().getPatternString()),
                        request -> place.handler(request.method())
                                .map(handler -> handler.handle(request))
                                .orElseGet(() -> strays.otherMethod(place, request))));
        apis.stream()
                .map(Api::routes)
                .filter(group -> group.style() != AnswerStyle.PROBLEM)
                .map(group -> path(group.base() + "/**"))
                .forEach(below -> router.route(below, request -> strays.unknown(AnswerStyle.BETTER_AUTH, request)));
        return router.route(all(), request -> strays.unknown(AnswerStyle.PROBLEM, request))
                .build();
    }
}
