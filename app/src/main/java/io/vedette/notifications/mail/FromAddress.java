package io.vedette.notifications.mail;

import java.util.regex.Pattern;

/** Who the mails come from: an address, alone or as {@code Name <address>}. */
record FromAddress(String text) {
    private static final String ADDRESS = "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+";
    private static final Pattern FORM = Pattern.compile("%s|[^<>\\p{Cntrl}]{1,120} <%s>".formatted(ADDRESS, ADDRESS));

    static FromAddress parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("should look like Cameras <alerts@example.test>");
        }
        return new FromAddress(text);
    }
}
