package io.vedette.platform.web;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** An origin that is trusted, or a pattern of such: with a scheme it is held against the origin, else against the host. */
public record OriginPattern(String text, Pattern pattern) {
    public static OriginPattern parse(String text) {
        String origin = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (!origin.matches("(https?://)?[A-Za-z0-9.:*?\\[\\]_-]+")) {
            throw new IllegalArgumentException("must be an origin such as https://app.example.test");
        }
        return new OriginPattern(origin, Pattern.compile(asExpression(origin), Pattern.CASE_INSENSITIVE));
    }

    boolean matches(URI origin) {
        if (text.contains("://")) {
            return pattern.matcher(origin.toString()).matches();
        }
        return pattern.matcher(origin.getAuthority()).matches()
                || pattern.matcher(origin.getHost()).matches();
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
