package io.vedette.platform.web;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An origin that is trusted, or a pattern of such: with a scheme it is held against the origin, else against the host. */
public record OriginPattern(String text, Pattern pattern) {
    public static OriginPattern parse(String text) {
        String origin = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (!origin.matches("(?i)(https?://)?[A-Za-z0-9.:*?\\[\\]_-]+")) {
            throw new IllegalArgumentException("must be an origin such as https://app.example.test");
        }
        if (!hostIn(origin).matches(".*[A-Za-z0-9].*")) {
            throw new IllegalArgumentException(
                    "must name a host, as *.example.test does: their pages call with their visitors' credentials");
        }
        return new OriginPattern(origin, Pattern.compile(asExpression(origin), Pattern.CASE_INSENSITIVE));
    }

    /** A port that goes without saying may be said. */
    boolean matches(URI origin) {
        int port = origin.getPort() >= 0 ? origin.getPort() : "https".equals(origin.getScheme()) ? 443 : 80;
        String host = origin.getHost();
        return text.contains("://")
                ? matches(origin.toString()) || matches(origin.getScheme() + "://" + host + ":" + port)
                : matches(host) || matches(host + ":" + port);
    }

    /** Matches a whole origin. */
    String expression() {
        return text.contains("://") ? pattern.pattern() : "https?://" + pattern.pattern() + "(:[0-9]+)?";
    }

    /** With {@code *} alone, for any scheme where none is named. */
    Stream<String> wildcards() {
        String simple = text.replace('?', '*').replaceAll("\\*+", "*");
        return text.contains("://") ? Stream.of(simple) : Stream.of("https://" + simple, "http://" + simple);
    }

    private boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    private static String hostIn(String origin) {
        return origin.replaceFirst("^[A-Za-z]+://", "").replaceFirst(":[0-9*?]*$", "");
    }

    private static String asExpression(String text) {
        StringBuilder expression = new StringBuilder();
        for (char character : text.toLowerCase(Locale.ROOT).toCharArray()) {
            expression.append(
                    switch (character) {
                        case '*' -> "[^/]*";
                        case '?' -> "[^/]";
                        default -> Pattern.quote(String.valueOf(character));
                    });
        }
        return expression.toString();
    }
}
