package io.vedette.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.secrets.Secrets;
import io.vedette.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedValuesTest {
    private final SignedValues signed = new SignedValues(new Secrets("test-secret-0123456789abcdef0123456789abcdef"));

    @ParameterizedTest
    @CsvSource({
        "VbbO4yjQanCLLJQ10JMVK0XbQMwWhYKV, FBGYYw3eXcxaEqMjUssbNgiiji2mg6PMGEDi1mvSobU=",
        "true, i8K8lWmm43/qItRtT9GUzE75WMaFyDz4cMBHK5qe4nM="
    })
    void the_signatures_are_those_of_a_real_server(String value, String signature) {
        assertThat(signed.sign(value)).isEqualTo(value + "." + signature);
        assertThat(signed.read(value + "." + signature)).hasValue(value);
    }

    @Test
    void it_is_encoded_as_JavaScript_does_it() {
        assertThat(SignedValues.encode("a.b+/=")).isEqualTo("a.b%2B%2F%3D");
        assertThat(SignedValues.decode("a.b%2B%2F%3D")).hasValue("a.b+/=");
        assertThat(SignedValues.decode("a.b+/=")).hasValue("a.b+/=");
        assertThat(SignedValues.decode("%zz")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "true", "true.", ".i8K8lWmm43/qItRtT9GUzE75WMaFyDz4cMBHK5qe4nM=", "true.AAAA="})
    void what_carries_no_signature_is_not_read(String text) {
        assertThat(signed.read(text)).isEmpty();
    }

    @Test
    void a_changed_character_is_noticed() {
        String good = signed.sign("VbbO4yjQanCLLJQ10JMVK0XbQMwWhYKV");
        Property.check(5_000, chance -> {
            char[] changed = good.toCharArray();
            int at = chance.nextInt(changed.length);
            changed[at] = (char) chance.nextInt(1, 256);
            String text = new String(changed);
            assertThat(signed.read(text).isPresent()).as(text).isEqualTo(text.equals(good));
        });
    }
}
