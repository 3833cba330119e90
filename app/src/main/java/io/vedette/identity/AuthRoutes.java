package io.vedette.identity;

import static io.vedette.platform.web.AnswerStyle.BETTER_AUTH;

import io.vedette.platform.web.Route;
import io.vedette.platform.web.RouteGroup;
import org.springframework.stereotype.Component;

/** Where all of Better Auth's calls are found, and what stands before them. */
@Component
public final class AuthRoutes {
    public static final String BASE = "/api/auth";

    private final AuthGate gate;

    AuthRoutes(AuthGate gate) {
        this.gate = gate;
    }

    public RouteGroup of(Route... routes) {
        return RouteGroup.at(BASE, BETTER_AUTH, routes).behind(gate);
    }
}
