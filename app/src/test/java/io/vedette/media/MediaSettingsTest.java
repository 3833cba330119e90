package io.vedette.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vedette.platform.settings.SettingsError;
import io.vedette.platform.settings.SettingsReader;
import io.vedette.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about media at the start. */
class MediaSettingsTest {
    private static List<String> told(Map<String, String> environment) {
        Throwable thrown = catchThrowable(() -> SettingsReader.onClassPath().read(environment));
        assertThat(thrown).isInstanceOf(SettingsError.class);
        return String.join("\n", ((SettingsError) thrown).lines()).lines().toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MEDIA_PROVIDER | zoom | MEDIA_PROVIDER is 'zoom': should be one of mock, mediamtx, livekit",
                "ICE_SERVERS | stun.example.test | ICE_SERVERS is 'stun.example.test': must be such as stun:stun.example.test:3478",
                "ICE_SERVERS | turn:turn.example.test | ICE_SERVERS must be stun: URLs: those that need credentials are TURN_URLS",
                "LIVEKIT_API_URL | rtsp://live.example.test | LIVEKIT_API_URL is 'rtsp://live.example.test': should be a URL such as http://livekit:7880",
                "MEDIAMTX_API_URL | rtsp://media:9997 | MEDIAMTX_API_URL is 'rtsp://media': should be a URL such as http://localhost:9997",
                "MEDIAMTX_API_URL | http://a:secret@media:9997 | MEDIAMTX_API_URL is 'http://media': should be a URL such as http://localhost:9997",
                "MEDIAMTX_HLS_URL | https://media?token=1 | MEDIAMTX_HLS_URL is 'https://media': should be a URL such as https://media.example.test",
                "MEDIAMTX_WEBRTC_URL | wss://media | MEDIAMTX_WEBRTC_URL is 'wss://media': should be a URL such as https://media.example.test",
                "MEDIAMTX_RTSP_URL | http://media | MEDIAMTX_RTSP_URL is 'http://media': should be a URL such as rtsp://media.example.test:8554",
                "MEDIAMTX_RTMP_URL | rtsp://media | MEDIAMTX_RTMP_URL is 'rtsp://media': should be a URL such as rtmp://media.example.test:1935"
            })
    void what_is_wrong_is_named_with_what_it_should_be(String variable, String value, String line) {
        assertThat(told(Map.of(variable, value))).containsExactly(line);
    }

    @Test
    void all_of_it_is_told_at_once() {
        assertThat(told(Map.of(
                        "MEDIA_PROVIDER", "zoom",
                        "MEDIAMTX_API_URL", "ftp://media",
                        "MEDIAMTX_HLS_URL", "ftp://media",
                        "LIVEKIT_URL", "https://live.example.test",
                        "LIVEKIT_API_KEY", "key",
                        "LIVEKIT_API_SECRET", "0123456789abcdef0123456789abcdef")))
                .containsExactlyInAnyOrder(
                        "MEDIA_PROVIDER is 'zoom': should be one of mock, mediamtx, livekit",
                        "MEDIAMTX_API_URL is 'ftp://media': should be a URL such as http://localhost:9997",
                        "MEDIAMTX_HLS_URL is 'ftp://media': should be a URL such as https://media.example.test",
                        "LIVEKIT_URL is 'https://live.example.test': should be a URL such as wss://live.example.test");
    }

    @Test
    void what_belongs_together_is_set_together() {
        assertThat(told(Map.of("TURN_URLS", "turn:turn.example.test")))
                .containsExactly("TURN_SECRET is not set: must be set with TURN_URLS");
        assertThat(told(Map.of("TURN_SECRET", "secret")))
                .containsExactly("TURN_URLS is not set: must be set with TURN_SECRET");
        assertThat(told(Map.of("LIVEKIT_URL", "wss://live.example.test")))
                .containsExactlyInAnyOrder(
                        "LIVEKIT_API_KEY is not set: must be set with LIVEKIT_URL or LIVEKIT_API_SECRET",
                        "LIVEKIT_API_SECRET is not set: must be set with LIVEKIT_URL or LIVEKIT_API_KEY");
    }

    @Test
    void a_short_secret_is_refused_and_not_shown() {
        assertThat(told(Map.of(
                        "LIVEKIT_URL", "wss://live.example.test",
                        "LIVEKIT_API_KEY", "key",
                        "LIVEKIT_API_SECRET", "too-short")))
                .singleElement()
                .asString()
                .startsWith("LIVEKIT_API_SECRET")
                .endsWith("should be at least 32 characters")
                .doesNotContain("too-short");
    }

    @Test
    void livekit_is_nothing_without_its_settings() {
        Throwable thrown = catchThrowable(() -> TestServer.start(Map.of("MEDIA_PROVIDER", "livekit")));
        assertThat(SettingsError.behind(thrown).orElseThrow().lines())
                .containsExactly(
                        "LIVEKIT_URL is not set: must be set with MEDIA_PROVIDER=livekit",
                        "LIVEKIT_API_KEY is not set: must be set with MEDIA_PROVIDER=livekit",
                        "LIVEKIT_API_SECRET is not set: must be set with MEDIA_PROVIDER=livekit");
    }
}
