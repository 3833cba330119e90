package io.vedette.notifications.mail;

import java.util.regex.Pattern;

/**
 * One mail to one address, ready to be read.
 *
 * @param template what kind of mail it is, such as {@code reset-password}; the only part that logs and metrics may show
 */
public record Mail(String template, String to, String subject, String text, String html) {
    private static final Pattern TEMPLATE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    public Mail {
        if (!TEMPLATE.matcher(template).matches()) {
            throw new IllegalArgumentException("A template is named in small letters, digits and hyphens");
        }
        if (to.isBlank() || text.isBlank() || html.isBlank()) {
            throw new IllegalArgumentException("A mail has a recipient and two bodies");
        }
    }

    @Override
    public String toString() {
        return "Mail[template=%s]".formatted(template);
    }
}
