package io.vedette.media.livekit;

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

/** Pictures by LiveKit. */
final class LiveKitProvider implements MediaProvider, AutoCloseable {
    static final String NAME = "livekit";

    /** Checked as a client joins: whoever is in the room is given new ones by LiveKit itself. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** How long a room waits for somebody: sessions whose pictures go another way need theirs, and those that end close it. */
    private static final Duration EMPTY = Duration.ofDays(7);

    /** What it hands itself to whoever is inside holds for ten minutes, and it takes a minute's skew. */
    private static final Duration REFRESHED = Duration.ofMinutes(11);

    private static final String NO_ROOM = "vedette";

    private final URI url;
    private final MediaServer server;
    private final LiveKitApi api;
    private final LiveKitTokens livekit;
    private final MediaTokens own;
    private final IceServers iceServers;

    LiveKitProvider(
            URI url,
            MediaServer server,
            LiveKitApi api,
            LiveKitTokens livekit,
            MediaTokens own,
            IceServers iceServers) {
        this.url = url;
        this.server = server;
        this.api = api;
        this.livekit = livekit;
        this.own = own;
        this.iceServers = iceServers;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Mono<Void> open(UUID session) {
        return api.create(Room.of(session), EMPTY, EMPTY);
    }

    @Override
    public Mono<MediaAccess> publish(UUID session, Holder holder) {
        return Mono.fromSupplier(() -> {
            Instant end = livekit.after(LIFE);
            return access(session, holder, livekit.publisher(Room.of(session), Participant.of(holder), end), end);
        });
    }

    @Override
    public Mono<MediaAccess> subscribe(UUID session, Holder holder) {
        return Mono.fromSupplier(() -> {
            Instant end = livekit.after(LIFE);
            return access(session, holder, livekit.viewer(Room.of(session), Participant.of(holder), end), end);
        });
    }

    private MediaAccess access(UUID session, Holder holder, String token, Instant end) {
        return new MediaAccess(NAME, session, token, end, Map.of(NAME, url), iceServers.of(holder.device()));
    }

    /** A token of ours, which a player shows to us: LiveKit has no players. */
    @Override
    public Mono<PlaybackToken> play(UUID session, Holder holder) {
        return Mono.fromSupplier(() -> own.playback(session, holder.device().toString(), url, Map.of()));
    }

    /** Whoever is called otherwise has our secret. */
    @Override
    public Flux<Guest> guests(UUID session) {
        String room = Room.of(session);
        return api.participants(room)
                .map(Participant::read)
                .filter(Participant::isDevice)
                .map(each -> new Guest(session, each.holder().orElse(null), room, each.identity()));
    }

    @Override
    public Mono<Void> showOut(Guest guest) {
        return api.remove(guest.kind(), guest.id());
    }

    @Override
    public Duration returning() {
        return REFRESHED;
    }

    @Override
    public Mono<Void> close(UUID session) {
        return api.delete(Room.of(session));
    }

    /** It says that it is well to whom it doesn't know, too, so it is asked first for something that needs our key. */
    @Override
    public Mono<Health> health() {
        return server.health(api.rooms(List.of(NO_ROOM)).then(api.health()));
    }

    @Override
    public Mono<Set<UUID>> opened() {
        return opened(List.of());
    }

    /** Whether there is a room for it. */
    Mono<Boolean> hasRoom(UUID session) {
        return opened(List.of(Room.of(session))).map(opened -> opened.contains(session));
    }

    private Mono<Set<UUID>> opened(List<String> names) {
        return api.rooms(names)
                .flatMap(room -> Mono.justOrEmpty(Room.session(room)))
                .collect(Collectors.toSet());
    }

    /** Rooms end by themselves when everybody has left, and with LiveKit. */
    @Override
    public boolean loses() {
        return true;
    }

    @Override
    public void close() {
        server.close();
    }
}
