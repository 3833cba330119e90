package io.vedette.videos;

import io.vedette.storage.ObjectNames;
import java.util.UUID;

/** What objects are called: in the space of their owner and device. */
final class ObjectKeys {
    private ObjectKeys() {}

    static String of(String userId, UUID deviceId, String prefix, UUID videoId, String fileName) {
        return "%s/%s/%s%s".formatted(userId, deviceId, prefix, ObjectNames.named(videoId, fileName));
    }
}
