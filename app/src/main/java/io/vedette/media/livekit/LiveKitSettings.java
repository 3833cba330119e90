package io.vedette.media.livekit;

import io.vedette.media.UrlRules;
import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where LiveKit is, and our key to it. */
@Settings
public record LiveKitSettings(
        @Variable(
                name = "LIVEKIT_URL",
                requiredWith = {"LIVEKIT_API_KEY", "LIVEKIT_API_SECRET"},
                shownDefault = "none",
                about = "Where devices reach LiveKit, and this server too, such as `wss://live.example.test`.")
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
        String secret,

        @Variable(
                name = "LIVEKIT_API_URL",
                shownDefault = "`LIVEKIT_URL`",
                about = "Where this server reaches LiveKit, if that is elsewhere, such as `http://livekit:7880`.")
        @Nullable
        URI api) {

    public LiveKitSettings {
        new UrlRules()
                .add("LIVEKIT_URL", url, "wss://live.example.test", "ws")
                .add("LIVEKIT_API_URL", api, "http://livekit:7880", "https", "ws", "wss")
                .check();
    }

    URI reachedAt(URI devicesReachIt) {
        return api == null ? devicesReachIt : api;
    }

    @Override
    public String toString() {
        return "LiveKitSettings[url=%s]".formatted(url);
    }
}
