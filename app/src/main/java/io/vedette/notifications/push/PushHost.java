package io.vedette.notifications.push;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A host, or all hosts below a domain, that subscriptions may name: each is an address that a client has chosen.
 *
 * @param origin given as one: scheme, host and port are as they stand
 */
record PushHost(String text, @Nullable URI origin) {
    private static final String BELOW = "*.";

    static PushHost parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("://")) {
            return new PushHost(lower, origin(lower));
        }
        if (!lower.matches("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
            throw new IllegalArgumentException("must be a host, a domain such as *.example.test, or an origin");
        }
        return new PushHost(lower, null);
    }

    private static URI origin(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !uri.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("must be an origin such as http://localhost:8099");
        }
        return uri;
    }

    boolean admits(URI endpoint) {
        String host = endpoint.getHost();
        if (host == null || endpoint.getUserInfo() != null) {
            return false;
        }
        if (origin != null) {
            return origin.getScheme().equalsIgnoreCase(endpoint.getScheme())
                    && origin.getHost().equalsIgnoreCase(host)
                    && origin.getPort() == endpoint.getPort();
        }
        return "https".equalsIgnoreCase(endpoint.getScheme())
                && endpoint.getPort() == -1
                && isNamed(host.toLowerCase(Locale.ROOT));
    }

    private boolean isNamed(String host) {
        return text.startsWith(BELOW) ? host.endsWith(text.substring(1)) : host.equals(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
