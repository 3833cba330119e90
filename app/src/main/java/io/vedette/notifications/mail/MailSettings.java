package io.vedette.notifications.mail;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who sends the mails. */
@Settings
record MailSettings(
        @Variable(
                name = "RESEND_API_KEY",
                shownDefault = "development mailbox",
                about =
                        "The key of the Resend account that sends the mails. Without it they are kept in memory and shown "
                                + "at `/dev/mailbox`, if the base URL is on localhost.")
        @Pattern(regexp = "[!-~]{1,200}", message = "should be a key such as re_…")
        @Nullable
        String apiKey,

        @Variable(
                name = "MAIL_FROM",
                requiredWith = "RESEND_API_KEY",
                about =
                        "Who the mails come from, as `Cameras <alerts@example.test>`, at a domain that Resend has verified.")
        @Nullable
        FromAddress from,

        @Variable(name = "RESEND_BASE_URL", fallback = "https://api.resend.com", about = "Where Resend is called.")
        URI baseUrl,

        @Variable(
                name = "MAIL_RATE_PER_SECOND",
                fallback = "2",
                about = "How many mails all nodes together hand to Resend in a second.")
        @Min(1)
        @Max(100)
        int ratePerSecond) {

    MailSettings {
        if (baseUrl.getHost() == null || !List.of("http", "https").contains(baseUrl.getScheme())) {
            throw new IllegalArgumentException("RESEND_BASE_URL must be a URL such as https://api.resend.com");
        }
    }

    @Override
    public String toString() {
        return "MailSettings[from=%s, baseUrl=%s, ratePerSecond=%d]".formatted(from, baseUrl, ratePerSecond);
    }
}
