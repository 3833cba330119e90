package io.vedette.media.mediamtx;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What MediaMTX asks about a client that has come.
 *
 * @param id what its lists call the connection, or one that the connection is made of
 */
record AuthCall(
        String action,
        @Nullable String path,
        @Nullable String protocol,
        @Nullable String id,
        @Nullable String token,
        @Nullable String password,
        @Nullable String query) {

    /** None is one that we could not find again. */
    Optional<UUID> connection() {
        try {
            return Optional.ofNullable(id).map(UUID::fromString);
        } catch (IllegalArgumentException strange) {
            return Optional.empty();
        }
    }

    /** Of WHIP and WHEP clients some ask for ICE servers first, without a connection: nobody comes in by that. */
    boolean isBeforeConnecting() {
        return id == null && "webrtc".equals(protocol);
    }

    /** Where clients carry it, in the order in which MediaMTX looks. */
    Optional<String> credential() {
        return Stream.concat(
                        Stream.of(given(token), given(password)),
                        Stream.of("token", "jwt").map(this::inQuery))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }

    private Optional<String> inQuery(String name) {
        return given(query).stream()
                .flatMap(text -> Arrays.stream(text.split("&", -1)))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> decoded(pair.substring(name.length() + 1)))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    /** It holds secrets. */
    @Override
    public String toString() {
        return "AuthCall[%s %s by %s]".formatted(action, path, protocol);
    }
}
