package io.vedette.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vedette.testing.Property;
import java.time.Duration;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    private static final String LETTERS = "0123456789smhdPT-. ";

    @ParameterizedTest
    @CsvSource({"300ms,PT0.3S", "90s,PT1M30S", "10m,PT10M", "1h,PT1H", "30d,PT720H", "PT90S,PT1M30S", "90,PT1M30S"})
    void every_form_is_understood(String text, Duration expected) {
        assertThat(DurationText.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5s", "PT-5S", "5 weeks", "1.5h", "s", "99999999999999999999s", "9223372036854775807d"})
    void anything_else_is_told_what_it_should_be(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse(text))
                .withMessageContaining("90s");
    }

    @Test
    void each_way_to_write_a_duration_means_the_same() {
        Property.check(2_000, random -> {
            Duration duration = Duration.ofDays(random.nextLong(100_000));
            assertThat(DurationText.parse(duration.toDays() + "d")).isEqualTo(duration);
            assertThat(DurationText.parse(duration.toHours() + "H")).isEqualTo(duration);
            assertThat(DurationText.parse(duration.toMinutes() + "m")).isEqualTo(duration);
            assertThat(DurationText.parse(duration.toSeconds() + " s")).isEqualTo(duration);
            assertThat(DurationText.parse(duration.toSeconds() + "")).isEqualTo(duration);
            assertThat(DurationText.parse(duration.toMillis() + "ms")).isEqualTo(duration);
            assertThat(DurationText.parse(duration.toString().toLowerCase(Locale.ROOT)))
                    .isEqualTo(duration);
        });
    }

    @Test
    void random_text_is_a_duration_for_a_timer_or_is_refused() {
        Property.check(5_000, random -> {
            String text = randomText(random);
            try {
                assertThat(DurationText.parse(text).toMillis()).isNotNegative();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("should be a duration");
            }
        });
    }

    private static String randomText(RandomGenerator random) {
        return random.ints(random.nextLong(1, 24), 0, LETTERS.length())
                .map(LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
