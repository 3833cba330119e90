package io.vedette.platform.web;

import io.vedette.platform.operation.CallerKind;
import java.util.Collection;
import java.util.List;

/**
 * Files that a feature shows in browsers. {@code base} itself is the page, what it needs lies below.
 *
 * @param folders where on the class path they are looked for, the first that has one wins
 * @param policy the content security policy of the page
 * @param caller who alone may have them; for others than anyone, that is who the browser's visitor is by name and password
 */
public record Assets(String base, List<String> folders, String policy, CallerKind caller) {
    /** What all pages that we write ourselves have in common. */
    private static final String HOUSE = "pages/house";

    public Assets {
        folders = List.copyOf(folders);
    }

    /** A page that we write ourselves: nothing inline, nothing from elsewhere, and calls to these origins besides ours. */
    public static Assets ofOurs(String base, String folder, CallerKind caller, Collection<String> origins) {
        String policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' "
                        + String.join(" ", origins) + "; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
        return new Assets(base, List.of(folder, HOUSE), policy, caller);
    }

    boolean isOpenToAnyone() {
        return caller == CallerKind.ANYONE;
    }
}
