package io.vedette.media;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What lets a device send or see a session.
 *
 * @param urls by how it is sent or seen: {@code whip}, {@code whep}, {@code rtsp} and so on, as far as the provider has them
 * @param iceServers for {@code RTCPeerConnection}, as they are
 */
public record MediaAccess(
        String provider,
        UUID streamSessionId,
        String token,
        Instant expiresAt,
        Map<String, URI> urls,
        List<IceServer> iceServers) {
    public MediaAccess {
        urls = Map.copyOf(urls);
        iceServers = List.copyOf(iceServers);
    }
}
