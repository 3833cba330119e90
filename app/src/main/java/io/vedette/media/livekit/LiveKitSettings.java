package io.vedette.media.livekit;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where LiveKit is, and our key to it. */
@Settings
public record LiveKitSettings(
        @Variable(
                name = "LIVEKIT_URL",
                requiredWith = {"LIVEKIT_API_KEY", "LIVEKIT_API_SECRET"},
                shownDefault = "none",
                about = "Where devices and this server reach LiveKit, such as `wss://live.example.test`.")
        @Nullable
        URI url,

        @Variable(
                name = "LIVEKIT_API_KEY",
                requiredWith = {"LIVEKIT_URL", "LIVEKIT_API_SECRET"},
                shownDefault = "none",
                about = "The name of our key to LiveKit.")
        @Nullable
        String key,

        @Variable(
                name = "LIVEKIT_API_SECRET",
                requiredWith = {"LIVEKIT_URL", "LIVEKIT_API_KEY"},
                shownDefault = "none",
                about = "The secret of our key to LiveKit.")
        @Size(min = 32, message = "should be at least 32 characters")
        @Nullable
        String secret) {

    public LiveKitSettings {
        if (url != null && !List.of("ws", "wss", "http", "https").contains(url.getScheme())) {
            throw new IllegalArgumentException("LIVEKIT_URL must be a URL such as wss://live.example.test");
        }
    }

    @Override
    public String toString() {
        return "LiveKitSettings[url=%s]".formatted(url);
    }
}
