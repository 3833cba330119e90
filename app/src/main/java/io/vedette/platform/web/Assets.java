package io.vedette.platform.web;

import java.util.List;

/**
 * Files that a feature shows in browsers. {@code base} itself is the page, what it needs lies below.
 *
 * @param folders where on the class path they are looked for, the first that has one wins
 * @param policy the content security policy of the page
 */
public record Assets(String base, List<String> folders, String policy) {
    public Assets {
        folders = List.copyOf(folders);
    }
}
