package io.vedette.platform.web;

import io.vedette.platform.operation.CallerKind;
import java.util.List;

/**
 * Files that a feature shows in browsers. {@code base} itself is the page, what it needs lies below.
 *
 * @param folders where on the class path they are looked for, the first that has one wins
 * @param policy the content security policy of the page
 * @param caller who alone may have them; for others than anyone, that is who the browser's visitor is by name and password
 */
public record Assets(String base, List<String> folders, String policy, CallerKind caller) {
    public Assets {
        folders = List.copyOf(folders);
    }

    boolean isOpenToAnyone() {
        return caller == CallerKind.ANYONE;
    }
}
