package io.vedette.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScryptHashTest {
    /** Taken from a real server's table. */
    private static final String KNOWN = "000102030405060708090a0b0c0d0e0f:"
            + "e1b18b259c033c57dadfd9a3cc9964090a97aa0cded555fb3c4825e3268623459d93d426946b1ffa084ec946ce31d59eb3b0c57780bf5f7c30a633115ed2481d";

    @Test
    void a_hash_of_a_real_server_fits_its_password_and_no_other() {
        ScryptHash hash = ScryptHash.parse(KNOWN).orElseThrow();
        assertThat(hash.matches("correct horse 1")).isTrue();
        assertThat(hash.matches("correct horse 2")).isFalse();
    }

    @Test
    void a_new_one_has_a_salt_of_its_own_and_the_same_form() {
        ScryptHash one = ScryptHash.of("correct horse 1");
        assertThat(one.toString()).matches("[0-9a-f]{32}:[0-9a-f]{128}");
        assertThat(ScryptHash.of("correct horse 1").salt()).isNotEqualTo(one.salt());
        assertThat(ScryptHash.parse(one.toString()).orElseThrow().matches("correct horse 1"))
                .isTrue();
    }

    @Test
    void the_same_text_written_in_another_way_is_the_same_password() {
        assertThat(ScryptHash.of("pas\u0323word").matches("pa\u1e63word")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "$2b$10$abcdefghijklmnopqrstuuxK5uKDl6bCnFvXhm4mJg2Yy",
                "00:11",
                "000102030405060708090A0B0C0D0E0F:00"
            })
    void other_hashes_are_none(String other) {
        assertThat(ScryptHash.parse(other)).isEmpty();
    }

    @Test
    void whatever_stands_in_the_table_can_be_looked_at() {
        Property.check(2_000, chance -> {
            char[] mutated = KNOWN.toCharArray();
            mutated[chance.nextInt(mutated.length)] = (char) chance.nextInt(128);
            assertThat(ScryptHash.parse(new String(mutated)).map(ScryptHash::toString))
                    .satisfiesAnyOf(
                            parsed -> assertThat(parsed).isEmpty(),
                            parsed -> assertThat(parsed).hasValue(new String(mutated)));
        });
    }
}
