package io.vedette.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Routes below one path that answer in one style.
 *
 * @param gate rules of its own, in place of the usual limits and the guard against other sites
 * @param localOnly whether they are there only for who calls from this machine, see {@link LocalOnly}
 */
public record RouteGroup(
        String base,
        AnswerStyle style,
        boolean limited,
        @Nullable Gate gate,
        boolean localOnly,
        List<Route> routes) {
    public RouteGroup {
        routes = List.copyOf(routes);
    }

    public static RouteGroup at(String base, AnswerStyle style, Route... routes) {
        return new RouteGroup(base, style, true, null, false, List.of(routes));
    }

    /** What watches over the server must get through when the limits are reached. */
    public RouteGroup unlimited() {
        return new RouteGroup(base, style, false, gate, localOnly, routes);
    }

    public RouteGroup behind(Gate ownGate) {
        return new RouteGroup(base, style, false, ownGate, localOnly, routes);
    }

    /** For development: to everybody else these paths are unknown. */
    public RouteGroup onlyLocal() {
        return new RouteGroup(base, style, limited, gate, true, routes);
    }

    String pathOf(Route route) {
        return base + route.pattern();
    }
}
