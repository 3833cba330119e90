package io.vedette.platform.web;

import static org.springframework.web.reactive.function.server.RequestPredicates.all;
import static org.springframework.web.reactive.function.server.RequestPredicates.method;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Makes one router of all that the features offer; what none of them offers ends with the {@link Strays}. */
@Configuration(proxyBeanMethods = false)
class Routing {
    @Bean
    RouterFunction<ServerResponse> routes(
            List<Api> apis, List<Assets> assets, HttpTransport transport, AssetFiles files, Strays strays) {
        RouterFunctions.Builder router = RouterFunctions.route();
        List<RouteGroup> groups = apis.stream().map(Api::routes).toList();
        groups.forEach(group -> group.routes()
                .forEach(route -> router.route(
                        methodOf(group, route).and(path(group.pathOf(route))),
                        request -> transport.handle(group, route, request))));
        assets.forEach(page -> {
            router.GET(page.base(), request -> files.serve(page, "index.html", request));
            router.GET(page.base() + "/{file}", request -> files.serve(page, request.pathVariable("file"), request));
        });
        groups.forEach(group -> group.paths()
                .forEach(path -> router.route(path(path), request -> strays.otherMethod(group, path, request))));
        groups.stream()
                .filter(group -> group.style() != AnswerStyle.PROBLEM)
                .forEach(group ->
                        router.route(path(group.base() + "/**"), request -> strays.unknown(group.style(), request)));
        return router.route(all(), request -> strays.unknown(AnswerStyle.PROBLEM, request))
                .build();
    }

    /** Better Auth answers HEAD as an unknown path. */
    private static RequestPredicate methodOf(RouteGroup group, Route route) {
        boolean headToo = route.method().equals(HttpMethod.GET) && group.style() == AnswerStyle.PROBLEM;
        return headToo ? method(HttpMethod.GET).or(method(HttpMethod.HEAD)) : method(route.method());
    }
}
