package io.vedette.media.mediamtx;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.media.IceServers;
import io.vedette.media.MediaServer;
import io.vedette.media.MediaTokens;
import io.vedette.media.ProviderMaker;
import io.vedette.platform.remote.Remotes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** MediaMTX, if it is wanted. */
@Configuration(proxyBeanMethods = false)
class MediaMtxConfiguration {
    /** Four times what a page of its configuration comes to. */
    private static final int LONGEST_ANSWER = 1024 * 1024;

    private static final Map<String, Object> API =
            Map.of(Permission.CLAIM, List.of(new Permission("api", null).claim()));

    @Bean
    ProviderMaker mediaMtx(
            MediaMtxSettings settings,
            AdmissionTable admissions,
            MediaTokens tokens,
            IceServers iceServers,
            Remotes remotes,
            MeterRegistry meters,
            Clock clock,
            JsonMapper json) {
        return new ProviderMaker(MediaMtxProvider.NAME, () -> {
            MediaServer server = new MediaServer("MediaMTX", LONGEST_ANSWER, remotes, meters, clock);
            MediaMtxApi api = new MediaMtxApi(settings.api(), server, () -> tokens.own(API), json);
            return new MediaMtxProvider(settings, server, api, new Crowd(api, admissions), tokens, iceServers);
        });
    }
}
