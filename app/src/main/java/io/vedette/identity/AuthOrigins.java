package io.vedette.identity;

import static io.vedette.identity.AuthProblem.CROSS_SITE_NAVIGATION_LOGIN_BLOCKED;
import static io.vedette.identity.AuthProblem.INVALID_ORIGIN;
import static io.vedette.identity.AuthProblem.MISSING_OR_NULL_ORIGIN;

import io.vedette.platform.failure.Problem;
import io.vedette.platform.web.Knock;
import io.vedette.platform.web.TrustedOrigins;
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Which sites may make a browser call. */
@Component
final class AuthOrigins {
    static final Set<Problem> REFUSALS =
            Set.of(CROSS_SITE_NAVIGATION_LOGIN_BLOCKED, INVALID_ORIGIN, MISSING_OR_NULL_ORIGIN);

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OPENING =
            Set.of("/sign-up/email", "/sign-in/email", "/email-otp/send-verification-otp");
    private static final String SITE = "Sec-Fetch-Site";
    private static final String MODE = "Sec-Fetch-Mode";

    private final TrustedOrigins origins;

    AuthOrigins(TrustedOrigins origins) {
        this.origins = origins;
    }

    void check(String path, Knock knock) {
        HttpHeaders headers = knock.headers();
        if (SAFE.contains(knock.method())) {
            return;
        }
        if (headers.containsHeader(HttpHeaders.COOKIE)) {
            require(headers);
        } else if (OPENING.contains(path)) {
            checkOpening(headers);
        }
    }

    /** Without a cookie there is nothing to abuse, but a stranger's page could sign its visitor in as somebody else. */
    private void checkOpening(HttpHeaders headers) {
        if ("cross-site".equals(headers.getFirst(SITE)) && "navigate".equals(headers.getFirst(MODE))) {
            throw CROSS_SITE_NAVIGATION_LOGIN_BLOCKED.because("A page of another site may not sign anybody in");
        }
        boolean browser = Stream.of(SITE, MODE, "Sec-Fetch-Dest").anyMatch(headers::containsHeader);
        if (browser || originOf(headers) != null) {
            require(headers);
        }
    }

    private void require(HttpHeaders headers) {
        String origin = originOf(headers);
        boolean own = "null".equals(origin) && "same-origin".equals(headers.getFirst(SITE));
        if (own) {
            return;
        }
        if (origin == null || "null".equals(origin)) {
            throw MISSING_OR_NULL_ORIGIN.because("An Origin is needed");
        }
        if (!origins.trust(origin)) {
            throw INVALID_ORIGIN.because("Add the site to BETTER_AUTH_TRUSTED_ORIGINS if it may call");
        }
    }

    private static @Nullable String originOf(HttpHeaders headers) {
        String origin = headers.getFirst(HttpHeaders.ORIGIN);
        return origin != null ? origin : siteOf(headers.getFirst(HttpHeaders.REFERER));
    }

    private static @Nullable String siteOf(@Nullable String referer) {
        try {
            URI uri = URI.create(String.valueOf(referer));
            return uri.getHost() == null ? null : uri.getScheme() + "://" + uri.getRawAuthority();
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
