package io.vedette.media;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where media servers are: by which protocol, and no more than a place. All that is wrong is told together, one line each. */
public final class UrlRules {
    private final List<String> faults = new ArrayList<>();

    /** @param such as it should look like; its scheme is allowed, and so are the others */
    public UrlRules add(String variable, @Nullable URI url, String such, String... others) {
        if (url != null && !(isOf(url, such, others) && isPlace(url))) {
            faults.add("%s is '%s': should be a URL such as %s".formatted(variable, shown(url), such));
        }
        return this;
    }

    public void check() {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), faults));
        }
    }

    private static boolean isOf(URI url, String such, String... others) {
        return such.startsWith(url.getScheme() + ":") || List.of(others).contains(url.getScheme());
    }

    private static boolean isPlace(URI url) {
        return url.getHost() != null
                && url.getUserInfo() == null
                && url.getQuery() == null
                && url.getFragment() == null;
    }

    /** Whatever else it says may be secret. */
    private static String shown(URI url) {
        return "%s://%s".formatted(url.getScheme(), url.getHost());
    }
}
