package io.vedette.media.livekit;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.media.IceServers;
import io.vedette.media.LostSessions;
import io.vedette.media.MediaProvider;
import io.vedette.media.MediaServer;
import io.vedette.media.MediaTokens;
import io.vedette.media.ProviderMaker;
import io.vedette.platform.remote.Remotes;
import io.vedette.platform.settings.SettingsError;
import java.net.URI;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** LiveKit, if it is wanted. */
@Configuration(proxyBeanMethods = false)
class LiveKitConfiguration {
    /** It lists rooms without pages: about ten thousand. */
    private static final int LONGEST_ANSWER = 8 * 1024 * 1024;

    @Bean
    ProviderMaker liveKit(
            LiveKitSettings settings,
            MediaTokens tokens,
            IceServers iceServers,
            Remotes remotes,
            MeterRegistry meters,
            Clock clock,
            JsonMapper json) {
        return new ProviderMaker(LiveKitProvider.NAME, () -> {
            URI url = settings.url();
            if (url == null) {
                throw new SettingsError(Stream.of("LIVEKIT_URL", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET")
                        .map("%s is not set: must be set with MEDIA_PROVIDER=livekit"::formatted)
                        .toList());
            }
            MediaServer server = new MediaServer("LiveKit", LONGEST_ANSWER, remotes, meters, clock);
            LiveKitTokens livekit = tokens(settings, clock);
            LiveKitApi api = new LiveKitApi(settings.reachedAt(url), server, livekit, json);
            return new LiveKitProvider(url, server, api, livekit, tokens, iceServers);
        });
    }

    @Bean
    LiveKitPost liveKitPost(
            MediaProvider provider,
            LiveKitSettings settings,
            Clock clock,
            LostSessions lost,
            JsonMapper json,
            MeterRegistry meters) {
        return provider instanceof LiveKitProvider livekit
                ? new LiveKitPost(livekit, tokens(settings, clock), lost, json, meters)
                : new LiveKitPost(null, null, lost, json, meters);
    }

    private static LiveKitTokens tokens(LiveKitSettings settings, Clock clock) {
        return new LiveKitTokens(String.valueOf(settings.key()), String.valueOf(settings.secret()), clock);
    }
}
