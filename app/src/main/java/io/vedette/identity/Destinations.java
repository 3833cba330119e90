package io.vedette.identity;

import static io.vedette.identity.AuthProblem.INVALID_CALLBACK_URL;
import static io.vedette.identity.AuthProblem.INVALID_ERROR_CALLBACK_URL;
import static io.vedette.identity.AuthProblem.INVALID_NEW_USER_CALLBACK_URL;
import static io.vedette.identity.AuthProblem.INVALID_REDIRECT_URL;
import static io.vedette.identity.UncodedProblem.CALLBACK_URL_NOT_TEXT;

import io.vedette.platform.failure.Problem;
import io.vedette.platform.web.TrustedOrigins;
import io.vedette.platform.web.WebSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Where people may be sent from here: nobody may use our mails or answers to lead them astray. */
@Component
public final class Destinations {
    static final Set<Problem> REFUSALS = Set.of(
            CALLBACK_URL_NOT_TEXT,
            INVALID_CALLBACK_URL,
            INVALID_REDIRECT_URL,
            INVALID_ERROR_CALLBACK_URL,
            INVALID_NEW_USER_CALLBACK_URL);

    private static final Pattern ODD = Pattern.compile("[\\\\\\p{Cntrl}]|%2f|%5c");

    private final TrustedOrigins origins;
    private final URI base;

    Destinations(TrustedOrigins origins, WebSettings settings) {
        this.origins = origins;
        this.base = settings.baseUrl();
    }

    public void check(String target, Problem otherwise) {
        if (!isTrusted(target)) {
            throw otherwise.because("It must be a path, or a URL of a trusted origin");
        }
    }

    /** Under every name that Better Auth knows, whether or not the call goes by it. */
    void checkAllIn(JsonNode body) {
        check(body.path("callbackURL"), INVALID_CALLBACK_URL);
        check(body.path("redirectTo"), INVALID_REDIRECT_URL);
        check(body.path("errorCallbackURL"), INVALID_ERROR_CALLBACK_URL);
        check(body.path("newUserCallbackURL"), INVALID_NEW_USER_CALLBACK_URL);
    }

    /** Nothing given is nowhere to go, and fine. */
    private void check(JsonNode target, Problem otherwise) {
        if (target.isMissingNode() || target.isNull()) {
            return;
        }
        if (!target.isString()) {
            throw CALLBACK_URL_NOT_TEXT.because("It must be a path, or a URL of a trusted origin");
        }
        check(target.stringValue(), otherwise);
    }

    /** As it stands in a Location, with one parameter more; relative ones belong to this server. */
    public String with(String target, String name, String value) {
        String whole = base.resolve(target).toASCIIString();
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
