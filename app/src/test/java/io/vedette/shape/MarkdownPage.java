package io.vedette.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One page of the documents: its headings as anchors, and its links to other files of the repository. */
record MarkdownPage(Path file, String text) {
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\\n]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)[^)]*\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?)\\s*$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");

    static MarkdownPage read(Path file) {
        try {
            return new MarkdownPage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Links that lead nowhere, as they are written. */
    List<String> brokenLinks() {
        return LINK.matcher(CODE.matcher(text).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !URI.create(link).isAbsolute())
                .filter(link -> !leadsSomewhere(URI.create(link)))
                .toList();
    }

    private boolean leadsSomewhere(URI link) {
        Path target = link.getPath().isEmpty() ? file : file.resolveSibling(link.getPath());
        if (!Files.exists(target)) {
            return false;
        }
        return Optional.ofNullable(link.getFragment())
                .map(anchor -> read(target).anchors().contains(anchor))
                .orElse(true);
    }

    /** As GitHub and GitLab make them: lower case, no punctuation, hyphens for spaces. */
    private Set<String> anchors() {
        return HEADING.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(MarkdownPage::anchor)
                .collect(Collectors.toSet());
    }

    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\- ]", "")
                .replace(' ', '-');
    }
}
