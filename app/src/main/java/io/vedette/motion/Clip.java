package io.vedette.motion;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A video of an event.
 *
 * @param url its name in the object store; none before it is there
 */
public record Clip(UUID videoId, @Nullable String url) {}
