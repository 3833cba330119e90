package io.vedette.notifications.push;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which services reach devices that are not connected, and how often. */
@Settings
record PushSettings(
        @Variable(
                name = "VAPID_SUBJECT",
                shownDefault = "no Web Push",
                about =
                        "Whom the services of browsers may write to, as `mailto:ops@example.test` or an `https:` page. With it "
                                + "motion is told to browsers that are not connected.")
        @Pattern(regexp = "mailto:[^@\\s]+@[^@\\s]+|https://\\S+", message = "should be mailto:… or https://…")
        @Nullable
        String vapidSubject,

        @Variable(
                name = "FCM_SERVICE_ACCOUNT",
                shownDefault = "no FCM",
                secret = true,
                about =
                        "The JSON of a service account of Firebase, or the path of a file with it. With it motion is told to apps "
                                + "that are not connected.")
        @Nullable
        ServiceAccount fcm,

        @Variable(name = "FCM_BASE_URL", fallback = "https://fcm.googleapis.com", about = "Where FCM is called.")
        URI fcmUrl,

        @Variable(
                name = "WEB_PUSH_HOSTS",
                fallback = "fcm.googleapis.com,*.push.services.mozilla.com,*.notify.windows.com,web.push.apple.com",
                about =
                        "The hosts that subscriptions may name. One given as an origin, such as `http://localhost:8099`, is "
                                + "called as it stands; the others over `https`, and only on the public internet.")
        List<PushHost> webPushHosts,

        @Variable(
                name = "PUSH_INTERVAL",
                fallback = "60s",
                about = "After one push message about a camera a client gets none about it for so long.")
        Duration interval) {

    PushSettings {
        if (fcmUrl.getHost() == null || !List.of("http", "https").contains(fcmUrl.getScheme())) {
            throw new IllegalArgumentException("FCM_BASE_URL must be a URL such as https://fcm.googleapis.com");
        }
        webPushHosts = List.copyOf(webPushHosts);
    }

    @Override
    public String toString() {
        return "PushSettings[vapidSubject=%s, fcm=%s]".formatted(vapidSubject, fcm);
    }
}
