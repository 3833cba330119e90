package io.vedette.platform.operation;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a caller shows to prove itself, whatever it came over. */
public record Credentials(@Nullable String authorization, Map<String, String> cookies) {
    public Credentials {
        cookies = Map.copyOf(cookies);
    }

    /** The value behind {@code Authorization: <scheme> }; the scheme's name is case-insensitive. */
    public Optional<String> authorization(String scheme) {
        String prefix = scheme + " ";
        return Optional.ofNullable(authorization)
                .filter(value -> value.regionMatches(true, 0, prefix, 0, prefix.length()))
                .map(value -> value.substring(prefix.length()).strip());
    }

    boolean areNone() {
        return authorization == null;
    }

    /** Credentials must not end up in a log by way of a record's text. */
    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
