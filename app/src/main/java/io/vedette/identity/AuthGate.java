package io.vedette.identity;

import io.vedette.platform.failure.Problem;
import io.vedette.platform.web.Gate;
import io.vedette.platform.web.Knock;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a call must pass before anybody asks who makes it: first the limits, as bad calls count too, then its origin. */
@Component
final class AuthGate implements Gate {
    private final AuthLimits limits;
    private final AuthOrigins origins;

    AuthGate(AuthLimits limits, AuthOrigins origins) {
        this.limits = limits;
        this.origins = origins;
    }

    @Override
    public Set<Problem> refusals() {
        return AuthOrigins.REFUSALS;
    }

    @Override
    public void pass(Knock knock) {
        String path = knock.path().substring(AuthRoutes.BASE.length());
        limits.take(knock.address(), path);
        origins.check(path, knock);
    }
}
