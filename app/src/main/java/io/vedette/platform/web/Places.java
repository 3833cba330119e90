package io.vedette.platform.web;

import io.vedette.platform.operation.Callers;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * All that the features offer, by path and the most exact one first, whichever feature comes from where. What is only for
 * callers that there can be none of isn't there.
 */
@Component
final class Places {
    private final Map<String, Place> places = new HashMap<>();

    Places(List<Api> apis, List<Assets> assets, Callers callers, HttpTransport transport, AssetFiles files) {
        apis.stream()
                .map(Api::routes)
                .forEach(group -> group.routes().stream()
                        .filter(route -> callers.mayBe(route.operation().callers()))
                        .forEach(route -> at(group.pathOf(route), group.style(), group.limited())
                                .offer(route.method(), transport.serving(group, route))));
        assets.stream().filter(page -> callers.mayBe(Set.of(page.caller()))).forEach(page -> {
            offer(page.base(), request -> files.serve(page, "index.html", request));
            offer(page.base() + "/{file}", request -> files.serve(page, request.pathVariable("file"), request));
        });
    }

    List<Place> inOrder() {
        return places.values().stream()
                .sorted(Comparator.comparing(Place::pattern))
                .toList();
    }

    private void offer(String path, HandlerFunction<ServerResponse> file) {
        at(path, AnswerStyle.PROBLEM, false).offer(HttpMethod.GET, file);
    }

    private Place at(String path, AnswerStyle style, boolean limited) {
        PathPattern pattern = PathPatternParser.defaultInstance.parse(path);
        Place place = places.computeIfAbsent(withoutNames(path), _ -> new Place(pattern, style, limited));
        if (!place.isFor(pattern, style, limited)) {
            throw new IllegalStateException(
                    "%s and %s are one place told in two ways".formatted(path, place.pattern()));
        }
        return place;
    }

    /** Two paths that differ in the names of their variables only cannot be told apart by a request. */
    private static String withoutNames(String path) {
        return path.replaceAll("\\{\\w+}", "{}");
    }
}
