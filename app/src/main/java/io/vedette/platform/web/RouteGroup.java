package io.vedette.platform.web;

import java.util.List;

/** Routes below one path that answer in one style. */
public record RouteGroup(String base, AnswerStyle style, boolean limited, List<Route> routes) {
    public RouteGroup {
        routes = List.copyOf(routes);
    }

    public static RouteGroup at(String base, AnswerStyle style, Route... routes) {
        return new RouteGroup(base, style, true, List.of(routes));
    }

    /** What watches over the server must get through when the limits are reached. */
    public RouteGroup unlimited() {
        return new RouteGroup(base, style, false, routes);
    }

    String pathOf(Route route) {
        return base + route.pattern();
    }
}
