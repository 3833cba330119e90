package io.vedette.media;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who carries pictures and sound, and who helps browsers to find each other. */
@Settings
record MediaSettings(
        @Variable(
                name = "MEDIA_PROVIDER",
                fallback = "mock",
                about =
                        "Who carries live pictures: `mock`, from browser to browser, or a server, `mediamtx` or `livekit`.")
        Provider provider,

        @Variable(
                name = "ICE_SERVERS",
                shownDefault = "none",
                about =
                        "Servers that tell browsers their address, comma-separated, such as `stun:stun.example.test:3478`.")
        List<IceUrl> iceServers,

        @Variable(
                name = "TURN_URLS",
                shownDefault = "none",
                requiredWith = "TURN_SECRET",
                about = "Servers that carry what browsers can't send each other, comma-separated, such as "
                        + "`turn:turn.example.test:3478?transport=udp`.")
        List<IceUrl> turnUrls,

        @Variable(
                name = "TURN_SECRET",
                shownDefault = "none",
                requiredWith = "TURN_URLS",
                about =
                        "What they share with this server (coturn's `static-auth-secret`): credentials for an hour are made of it.")
        @Nullable
        String turnSecret) {

    MediaSettings {
        iceServers = List.copyOf(iceServers);
        turnUrls = List.copyOf(turnUrls);
        if (iceServers.stream().anyMatch(IceUrl::needsCredentials)) {
            throw new IllegalArgumentException(
                    "ICE_SERVERS must be stun: URLs: those that need credentials are TURN_URLS");
        }
        if (!turnUrls.stream().allMatch(IceUrl::needsCredentials)) {
            throw new IllegalArgumentException("TURN_URLS must be turn: or turns: URLs");
        }
    }

    /** All there are. */
    enum Provider {
        MOCK,
        MEDIAMTX,
        LIVEKIT;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
