package io.vedette.media;

import io.vedette.platform.ops.Health;
import io.vedette.platform.web.WebSettings;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** No server of its own: browsers send to each other, and what we sign says who may. */
final class MockProvider implements MediaProvider {
    static final String NAME = "mock";

    private final MediaTokens tokens;
    private final IceServers iceServers;
    private final URI player;

    MockProvider(MediaTokens tokens, IceServers iceServers, WebSettings web) {
        this.tokens = tokens;
        this.iceServers = iceServers;
        this.player = web.baseUrl().resolve("/sim/player.html");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Mono<Void> open(UUID session) {
        return Mono.empty();
    }

    @Override
    public Mono<MediaAccess> publish(UUID session, Holder holder) {
        return access(session, holder, "publish");
    }

    @Override
    public Mono<MediaAccess> subscribe(UUID session, Holder holder) {
        return access(session, holder, "subscribe");
    }

    private Mono<MediaAccess> access(UUID session, Holder holder, String what) {
        return Mono.fromSupplier(() -> {
            Instant end = tokens.after(IceServers.LIFE);
            String token = tokens.media(
                    holder.device().toString(), end, Map.of("access", what, MediaTokens.SESSION, session.toString()));
            return new MediaAccess(NAME, session, token, end, Map.of(), iceServers.of(holder.device()));
        });
    }

    @Override
    public Mono<PlaybackToken> play(UUID session, Holder holder) {
        URI url = URI.create(player + "?streamSessionId=" + session);
        return Mono.fromSupplier(() -> tokens.playback(session, holder.device().toString(), url, Map.of()));
    }

    @Override
    public Mono<Void> close(UUID session) {
        return Mono.empty();
    }

    @Override
    public Mono<Health> health() {
        return Mono.just(Health.OK);
    }

    @Override
    public Mono<Set<UUID>> opened() {
        return Mono.just(Set.of());
    }
}
