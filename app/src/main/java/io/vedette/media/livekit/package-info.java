/** Pictures by LiveKit: a room for each session, tokens made with its API secret. */
@NullMarked
package io.vedette.media.livekit;

import org.jspecify.annotations.NullMarked;
