package io.vedette.identity;

import io.vedette.platform.failure.Problem;
import io.vedette.platform.web.TrustedOrigins;
import io.vedette.platform.web.WebSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where people may be sent from here: nobody may use our mails or answers to lead them astray. */
@Component
public final class Destinations {
    private static final Pattern ODD = Pattern.compile("[\\\\\\p{Cntrl}]|%2f|%5c");

    private final TrustedOrigins origins;
    private final URI base;

    Destinations(TrustedOrigins origins, WebSettings settings) {
        this.origins = origins;
        this.base = settings.baseUrl();
    }

    /** Nothing given is nowhere to go, and fine. */
    public void check(@Nullable String target, Problem otherwise) {
        if (target != null && !isTrusted(target)) {
            throw otherwise.because("It must be a path, or a URL of a trusted origin");
        }
    }

    /** As it stands in a Location, with one parameter more; relative ones belong to this server. */
    public String with(String target, String name, String value) {
        String whole = base.resolve(target).toString();
        int fragment = whole.indexOf('#') < 0 ? whole.length() : whole.indexOf('#');
        String page = whole.substring(0, fragment);
        String parameter = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return page + (page.contains("?") ? "&" : "?") + parameter + whole.substring(fragment);
    }

    private static boolean isAddress(String target) {
        try {
            return !new URI(target).isOpaque();
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private boolean isTrusted(String target) {
        String path = target.split("[?#]", 2)[0].toLowerCase(Locale.ROOT);
        if (ODD.matcher(path).find()) {
            return false;
        }
        return isAddress(target) && (target.startsWith("/") ? !target.startsWith("//") : origins.trust(target));
    }
}
