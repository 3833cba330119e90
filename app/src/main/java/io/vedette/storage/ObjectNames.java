package io.vedette.storage;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** What of people's words may be part of an object's key. */
public final class ObjectNames {
    /** What a type of content looks like, as an expression. */
    public static final String MEDIA_TYPE =
            "[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(; ?[A-Za-z0-9_-]+=\"?[A-Za-z0-9_., +-]+\"?)*";

    private static final int LONGEST = 255;
    private static final int LONGEST_KEY = 1_024;

    private ObjectNames() {}

    /** Ends with a slash unless nothing is left. */
    public static String prefix(String said) {
        String kept = Arrays.stream(said.split("[/\\\\]"))
                .map(String::strip)
                .filter(segment -> !segment.isEmpty())
                .map(ObjectNames::segment)
                .collect(Collectors.joining("/"));
        String most = kept.substring(0, Math.min(kept.length(), LONGEST)).replaceAll("/+$", "");
        return most.isEmpty() ? "" : most + "/";
    }

    /** The last part of a key: an id, and of a file's name the end, which tells its kind, as long as a file's name may be. */
    public static String named(UUID id, String fileName) {
        String kept = segment(fileName);
        int most = LONGEST - id.toString().length() - 1;
        return id + "-" + kept.substring(Math.max(0, kept.length() - most));
    }

    /** Letters lose their marks; what is no plain letter or digit then, and dots that lead elsewhere, are replaced. */
    private static String segment(String said) {
        return Normalizer.normalize(said, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9._-]", "_")
                .replaceAll("^\\.+|\\.{2,}", "_");
    }

    /** Whether an object can have this key. A store that keeps files would take some others for ways to somewhere else. */
    public static boolean isKey(String key) {
        return isBeginning(key) && !lastOf(key).isEmpty();
    }

    /** Whether keys can begin like that. */
    public static boolean isBeginning(String prefix) {
        String[] segments = prefix.split("/", -1);
        return prefix.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY
                && Arrays.stream(segments, 0, segments.length - 1)
                        .noneMatch(segment -> segment.isEmpty() || isDots(segment))
                && !isDots(lastOf(prefix))
                && prefix.chars().noneMatch(ObjectNames::isNoXml);
    }

    /** Answers of stores are XML, which has no word for these two. */
    private static boolean isNoXml(int character) {
        return character == 0xFFFE || character == 0xFFFF;
    }

    private static boolean isDots(String segment) {
        return segment.equals(".") || segment.equals("..");
    }

    private static String lastOf(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
