package io.vedette.platform.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose pages may call us with the credentials of their visitor. */
@Component
public final class TrustedOrigins {
    private final String own;
    private final List<OriginPattern> others;

    TrustedOrigins(WebSettings settings) {
        this.own = originOf(settings.baseUrl());
        this.others = settings.trustedOrigins();
    }

    public boolean trust(String origin) {
        return parsed(origin)
                .filter(uri -> originOf(uri).equals(own)
                        || others.stream().anyMatch(pattern -> pattern.matches(URI.create(originOf(uri)))))
                .isPresent();
    }

    /** The same for whoever wants regular expressions that match a whole origin. */
    public List<String> expressions() {
        return Stream.concat(Stream.of(Pattern.quote(own)), others.stream().map(OriginPattern::expression))
                .toList();
    }

    /** The same for whoever knows no more than {@code *}, which stands for anything. */
    public List<String> wildcards() {
        return Stream.concat(Stream.of(own), others.stream().flatMap(OriginPattern::wildcards))
                .distinct()
                .toList();
    }

    private static Optional<URI> parsed(String origin) {
        try {
            URI uri = new URI(origin);
            return uri.getHost() != null && isWeb(uri.getScheme()) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException notAnOrigin) {
            return Optional.empty();
        }
    }

    /** A pattern may name a host only, and {@code javascript://host/} has one too. */
    private static boolean isWeb(@Nullable String scheme) {
        return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
    }

    /** Scheme, host and port, as a browser writes them: in lower case and without the port that goes without saying. */
    private static String originOf(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean usual = uri.getPort() == -1 || uri.getPort() == ("https".equals(scheme) ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + uri.getPort());
    }
}
