package io.vedette.identity;

import io.vedette.platform.failure.Problem;
import io.vedette.platform.web.Gate;
import io.vedette.platform.web.Knock;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What a call must pass before anybody asks who makes it: first the limits, as bad calls count too, then its origin. */
@Component
final class AuthGate implements Gate {
    private final AuthLimits limits;
    private final AuthOrigins origins;
    private final Destinations destinations;

    AuthGate(AuthLimits limits, AuthOrigins origins, Destinations destinations) {
        this.limits = limits;
        this.origins = origins;
        this.destinations = destinations;
    }

    @Override
    public Set<Problem> refusals() {
        return AuthOrigins.REFUSALS;
    }

    @Override
    public Set<Problem> refusalsOfBodies() {
        return Destinations.REFUSALS;
    }

    @Override
    public void look(JsonNode body) {
        destinations.checkAllIn(body);
    }

    @Override
    public void pass(Knock knock) {
        String path = knock.path().substring(AuthRoutes.BASE.length());
        limits.take(knock.address(), path);
        origins.check(path, knock);
    }
}
