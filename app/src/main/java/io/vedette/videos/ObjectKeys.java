package io.vedette.videos;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** What objects are called: in the space of their owner and device, and otherwise what is left of people's words. */
final class ObjectKeys {
    private static final int LONGEST = 255;

    private ObjectKeys() {}

    static String of(String userId, UUID deviceId, String prefix, UUID videoId, String fileName) {
        return "%s/%s/%s%s-%s".formatted(userId, deviceId, prefix, videoId, segment(fileName));
    }

    /** Ends with a slash unless nothing is left. */
    static String prefix(String said) {
        String kept = Arrays.stream(said.split("[/\\\\]"))
                .map(String::strip)
                .filter(segment -> !segment.isEmpty())
                .map(ObjectKeys::segment)
                .collect(Collectors.joining("/"));
        return kept.isEmpty() ? "" : kept + "/";
    }

    /** Letters lose their marks; what is no plain letter or digit then, and dots that lead elsewhere, are replaced. */
    private static String segment(String said) {
        String kept = Normalizer.normalize(said, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9._-]", "_")
                .replaceAll("^\\.+|\\.{2,}", "_");
        return kept.substring(0, Math.min(kept.length(), LONGEST));
    }
}
