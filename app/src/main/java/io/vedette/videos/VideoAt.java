package io.vedette.videos;

import java.util.UUID;

/** Which video. */
record VideoAt(UUID videoId) {}
