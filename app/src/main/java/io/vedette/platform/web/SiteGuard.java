package io.vedette.platform.web;

import static io.vedette.platform.failure.CommonProblem.UNTRUSTED_ORIGIN;

import io.vedette.platform.operation.CallerFinder.Found;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Stops other sites from spending the credentials that a browser adds by itself. */
@Component
final class SiteGuard {
    private final TrustedOrigins origins;

    SiteGuard(TrustedOrigins origins) {
        this.origins = origins;
    }

    void check(Found found, Route route, HttpHeaders headers) {
        if (found.ambient() && route.changesSomething() && isForeign(headers)) {
            throw UNTRUSTED_ORIGIN.because("Add the site to BETTER_AUTH_TRUSTED_ORIGINS if it may call");
        }
    }

    private boolean isForeign(HttpHeaders headers) {
        String origin = headers.getOrigin();
        return origin == null
                ? "cross-site".equalsIgnoreCase(headers.getFirst("Sec-Fetch-Site"))
                : !origins.trust(origin);
    }
}
