package io.vedette.media;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The servers that browsers are told of; a device gets credentials of its own for those that need them. */
@Component
public final class IceServers {
    static final Duration LIFE = Duration.ofHours(1);

    private final MediaSettings settings;
    private final Clock clock;

    IceServers(MediaSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    public List<IceServer> of(UUID device) {
        return Stream.concat(helpers(), relays(device)).toList();
    }

    private Stream<IceServer> helpers() {
        return settings.iceServers().isEmpty()
                ? Stream.empty()
                : Stream.of(new IceServer(texts(settings.iceServers()), null, null));
    }

    private Stream<IceServer> relays(UUID device) {
        String secret = settings.turnSecret();
        if (secret == null) {
            return Stream.empty();
        }
        TurnCredentials pair = TurnCredentials.until(clock.instant().plus(LIFE), device.toString(), secret);
        return Stream.of(new IceServer(texts(settings.turnUrls()), pair.username(), pair.credential()));
    }

    private static List<String> texts(List<IceUrl> urls) {
        return urls.stream().map(IceUrl::text).toList();
    }
}
