package io.vedette.media.mediamtx;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a token allows, as MediaMTX reads it.
 *
 * @param path none or an empty one is any; after a tilde it is a regular expression
 */
record Permission(String action, @Nullable String path) {
    static final String CLAIM = "mediamtx_permissions";

    static Permission to(String action, Path path) {
        return new Permission(action, path.name());
    }

    static Permission read(Map<?, ?> claim) {
        Object path = claim.get("path");
        return new Permission(String.valueOf(claim.get("action")), path == null ? null : path.toString());
    }

    Map<String, Object> claim() {
        return path == null ? Map.of("action", action) : Map.of("action", action, "path", path);
    }

    boolean allows(String wanted, String onPath) {
        return action.equals(wanted) && (!isOnPaths(wanted) || admits(onPath));
    }

    private static boolean isOnPaths(String action) {
        return List.of("publish", "read", "playback").contains(action);
    }

    private boolean admits(String onPath) {
        if (path == null || path.isEmpty()) {
            return true;
        }
        return path.startsWith("~") ? isFound(path.substring(1), onPath) : path.equals(onPath);
    }

    private static boolean isFound(String expression, String onPath) {
        try {
            return Pattern.compile(expression).matcher(onPath).find();
        } catch (PatternSyntaxException neverMatches) {
            return false;
        }
    }
}
