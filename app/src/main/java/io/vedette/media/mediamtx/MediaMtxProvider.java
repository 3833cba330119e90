package io.vedette.media.mediamtx;

import io.vedette.media.Guest;
import io.vedette.media.Holder;
import io.vedette.media.IceServers;
import io.vedette.media.MediaAccess;
import io.vedette.media.MediaProvider;
import io.vedette.media.MediaServer;
import io.vedette.media.MediaTokens;
import io.vedette.media.PlaybackToken;
import io.vedette.platform.ops.Health;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/** Pictures by MediaMTX. */
final class MediaMtxProvider implements MediaProvider, AutoCloseable {
    static final String NAME = "mediamtx";

    /** Who has been let in stays: it is checked as a client comes. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final MediaMtxSettings settings;
    private final MediaServer server;
    private final MediaMtxApi api;
    private final Crowd crowd;
    private final MediaTokens tokens;
    private final IceServers iceServers;

    MediaMtxProvider(
            MediaMtxSettings settings,
            MediaServer server,
            MediaMtxApi api,
            Crowd crowd,
            MediaTokens tokens,
            IceServers iceServers) {
        this.settings = settings;
        this.server = server;
        this.api = api;
        this.crowd = crowd;
        this.tokens = tokens;
        this.iceServers = iceServers;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> origins() {
        return Set.of(settings.webrtc().getScheme() + "://" + settings.webrtc().getAuthority());
    }

    @Override
    public Mono<Void> open(UUID session) {
        String path = Path.of(session).name();
        // Not written again where it is: that would drop whoever is connected.
        return server.whole(api.has(path)
                .flatMap(there -> there
                        ? Mono.empty()
                        : api.put(path, JsonNodeFactory.instance.objectNode().put("source", "publisher"))));
    }

    /** The path first: MediaMTX forgets it when it restarts. */
    @Override
    public Mono<MediaAccess> publish(UUID session, Holder holder) {
        Path path = Path.of(session);
        return open(session)
                .then(Mono.fromSupplier(() -> access(
                        session,
                        holder,
                        Permission.to("publish", path),
                        token -> Map.of(
                                "whip", path.below(settings.webrtc(), "/whip"),
                                "rtsp", path.below(settings.rtsp(), "?token=" + token),
                                "rtmp", path.below(settings.rtmp(), "?token=" + token)))));
    }

    @Override
    public Mono<MediaAccess> subscribe(UUID session, Holder holder) {
        Path path = Path.of(session);
        return Mono.fromSupplier(() -> access(
                session,
                holder,
                Permission.to("read", path),
                token -> Map.of(
                        "whep", path.below(settings.webrtc(), "/whep"),
                        "hls", path.below(settings.hls(), "/index.m3u8"),
                        "rtsp", path.below(settings.rtsp(), "?token=" + token),
                        "rtmp", path.below(settings.rtmp(), "?token=" + token))));
    }

    private MediaAccess access(UUID session, Holder holder, Permission permission, Urls urls) {
        Instant end = tokens.after(LIFE);
        String token = tokens.media(holder.text(), end, claims(permission));
        return new MediaAccess(NAME, session, token, end, urls.with(token), iceServers.of(holder.device()));
    }

    private static Map<String, Object> claims(Permission permission) {
        return Map.of(Permission.CLAIM, List.of(permission.claim()));
    }

    /** By how it is sent or seen; some carry the token. */
    private interface Urls {
        Map<String, URI> with(String token);
    }

    @Override
    public Mono<PlaybackToken> play(UUID session, Holder holder) {
        return Mono.fromSupplier(() -> {
            Path path = Path.of(session);
            return tokens.playback(
                    session,
                    holder.text(),
                    path.below(settings.hls(), "/index.m3u8"),
                    claims(Permission.to("read", path)));
        });
    }

    @Override
    public Flux<Guest> guests(UUID session) {
        return crowd.on(session);
    }

    @Override
    public Mono<Void> showOut(Guest guest) {
        return api.kick(guest.kind(), guest.id());
    }

    @Override
    public Duration returning() {
        return LIFE;
    }

    @Override
    public Mono<Void> close(UUID session) {
        return api.delete(Path.of(session).name());
    }

    @Override
    public Mono<Health> health() {
        return server.health(api.info());
    }

    @Override
    public Mono<Set<UUID>> opened() {
        return api.list("config/paths")
                .map(entry -> Path.session(entry.path("name").asString("")))
                .flatMap(Mono::justOrEmpty)
                .collect(Collectors.toSet())
                .flatMap(opened -> crowd.forgetWhatHasEnded().thenReturn(opened));
    }

    @Override
    public void close() {
        server.close();
    }
}
