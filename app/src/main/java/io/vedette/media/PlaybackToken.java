package io.vedette.media;

import java.net.URI;
import java.time.Instant;

/** What a player needs. */
public record PlaybackToken(String token, Instant expiresAt, URI url) {}
