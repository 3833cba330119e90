package io.vedette.notifications.mail;

import io.vedette.platform.remote.Reach;
import io.vedette.platform.remote.Remotes;
import io.vedette.platform.secrets.Secrets;
import io.vedette.platform.web.WebSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;

/** Who carries the mails: Resend if there is a key, else the development mailbox. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(MailConfiguration.class);
    private static final String FINGERPRINT = "HmacSHA256";
    private static final int FINGERPRINT_BYTES = 8;

    @Bean
    static MailPace mailPace() {
        return MailPace.NORMAL;
    }

    @Bean
    @Primary
    static Carrier carrier(
            MailSettings settings,
            DevelopmentMailbox mailbox,
            MailPace pace,
            JsonMapper json,
            Clock clock,
            Secrets secrets,
            WebSettings web,
            Remotes remotes) {
        String key = settings.apiKey();
        if (key == null && !web.isLocal()) {
            LOG.warn("RESEND_API_KEY is not set: mails are not sent, and nobody can read them");
        }
        return key == null
                ? mailbox
                : new Resend(
                        settings,
                        key,
                        account(key, secrets),
                        new ResendAnswers(json, clock, pace.refusedKey()),
                        remotes.open(Resend.bounds(pace), Reach.ANYWHERE));
    }

    /** Tells one key from another without telling which it is. */
    private static String account(String apiKey, Secrets secrets) {
        try {
            Mac mac = Mac.getInstance(FINGERPRINT);
            mac.init(secrets.derive("mail accounts", FINGERPRINT));
            byte[] fingerprint = mac.doFinal(apiKey.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(fingerprint, FINGERPRINT_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA256", e);
        }
    }
}
