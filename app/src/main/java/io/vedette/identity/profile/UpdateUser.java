package io.vedette.identity.profile;

import io.vedette.platform.json.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Another name or picture; the address can't be changed, and asking for it is refused rather than overlooked. */
record UpdateUser(
        @Nullable String name,
        Change<String> image,
        @Nullable JsonNode email) {
    boolean changesNothing() {
        return name == null && !image.isGiven();
    }
}
