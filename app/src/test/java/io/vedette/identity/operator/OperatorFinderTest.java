package io.vedette.identity.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorFinderTest {
    private final OperatorFinder finder = new OperatorFinder(new OperatorSettings("ops", "p:ß word"));

    @Test
    void name_and_password_make_the_operator() {
        assertThat(caller(finder, "Basic " + base64("ops:p:ß word"))).isEqualTo(new Caller.Operator("ops"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ops:", "ops:p:ß wor", "ops:p:ß word ", "OPS:p:ß word", ":", ""})
    void anything_else_makes_nobody(String shown) {
        assertThat(caller(finder, "Basic " + base64(shown))).isNull();
    }

    @Test
    void what_is_not_even_readable_makes_nobody() {
        assertThat(caller(finder, "Basic ***")).isNull();
        assertThat(caller(finder, "Bearer " + base64("ops:p:ß word"))).isNull();
    }

    @Test
    void without_settings_there_is_no_operator() {
        OperatorFinder off = new OperatorFinder(new OperatorSettings(null, null));
        assertThat(caller(off, "Basic " + base64("null:null"))).isNull();
        assertThat(caller(off, "Basic " + base64("null:"))).isNull();
    }

    private static @Nullable Caller caller(OperatorFinder finder, String authorization) {
        return finder.find(new Credentials(authorization, Map.of()))
                .blockOptional()
                .orElseThrow()
                .map(found -> found.caller())
                .orElse(null);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
