package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPatternTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.test:443, https://a.test",
        "http://a.test:80, http://a.test",
        "a.test:443, https://a.test",
        "HTTPS://A.test, https://a.test",
        "https://*.a.test:443, https://b.a.test",
        "a.test, https://a.test:8443",
        "https://a.test:*, https://a.test",
        "localhost:*, http://localhost:5173"
    })
    void holds_for(String pattern, String origin) {
        assertThat(OriginPattern.parse(pattern).matches(URI.create(origin))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.test:443, http://a.test",
        "a.test:443, http://a.test",
        "https://a.test, https://a.test:444",
        "http://a.test:443, https://a.test",
        "a.test, https://xa.test"
    })
    void does_not_hold_for(String pattern, String origin) {
        assertThat(OriginPattern.parse(pattern).matches(URI.create(origin))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**", "*.*", "https://*", "http://*:8080", "*:443", "?*", "https://*/"})
    void is_refused_when_it_holds_for_everybody(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginPattern.parse(pattern))
                .withMessage(
                        "must name a host, as *.example.test does: their pages call with their visitors' credentials");
    }
}
