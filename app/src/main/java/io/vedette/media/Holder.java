package io.vedette.media;

import java.util.Optional;
import java.util.UUID;

/** A device with the token that it had when it was let in: with its next one it is somebody else. */
public record Holder(UUID device, int version) {
    private static final String BETWEEN = "/";

    /** Empty where nobody of ours is called so. */
    public static Optional<Holder> parse(String text) {
        int end = text.indexOf(BETWEEN);
        if (end < 0) {
            return Optional.empty();
        }
        try {
            UUID device = UUID.fromString(text.substring(0, end));
            return Optional.of(new Holder(device, Integer.parseInt(text.substring(end + 1))));
        } catch (IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }

    public String text() {
        return device + BETWEEN + version;
    }
}
