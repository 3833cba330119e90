package io.vedette.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.settings.SettingsError;
import io.vedette.platform.settings.SettingsReader;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailSettingsTest {
    private static final Map<String, String> GOOD =
            Map.of("RESEND_API_KEY", "re_secret_key", "MAIL_FROM", "Cameras <alerts@example.test>");

    @Test
    void without_a_key_nothing_else_is_needed() {
        assertThat(SettingsReader.read(MailSettings.class, Map.of()).apiKey()).isNull();
    }

    @Test
    void a_key_alone_is_not_enough() {
        assertThatThrownBy(() -> SettingsReader.read(MailSettings.class, Map.of("RESEND_API_KEY", "re_secret_key")))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("MAIL_FROM is not set: must be set with RESEND_API_KEY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alerts@example.test", "Cameras <alerts@example.test>", "Kameras \u00fcber Haus <a.b+c@x-y.test>"
            })
    void mails_come_from_an_address_with_or_without_a_name(String from) {
        assertThat(String.valueOf(with("MAIL_FROM", from).from())).contains(from);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL_FROM | alerts | Cameras <alerts@example.test>",
                "MAIL_FROM | alerts@localhost | Cameras <alerts@example.test>",
                "MAIL_FROM | Cameras alerts@example.test | Cameras <alerts@example.test>",
                "MAIL_FROM | A <a@example.test>, B <b@example.test> | Cameras <alerts@example.test>",
                "RESEND_API_KEY | re_ secret | a key such as",
                "RESEND_BASE_URL | ftp://example.test | RESEND_BASE_URL must be",
                "RESEND_BASE_URL | mail | should be a URL",
                "MAIL_RATE_PER_SECOND | 0 | MAIL_RATE_PER_SECOND",
                "MAIL_RATE_PER_SECOND | 101 | MAIL_RATE_PER_SECOND"
            })
    void what_makes_no_sense_stops_the_start(String name, String value, String told) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining(told)
                .hasMessageNotContaining("re_ secret");
    }

    @Test
    void the_key_is_not_told() {
        assertThat(SettingsReader.read(MailSettings.class, GOOD).toString()).doesNotContain("re_secret_key");
    }

    private static MailSettings with(String name, String value) {
        Map<String, String> environment = new HashMap<>(GOOD);
        environment.put(name, value);
        return SettingsReader.read(MailSettings.class, environment);
    }
}
