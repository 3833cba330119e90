package io.vedette.platform.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vedette.platform.settings.FolderSettings;
import io.vedette.platform.settings.SettingsError;
import io.vedette.platform.settings.SettingsReader;
import io.vedette.testing.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final String MASTER = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private Secrets madeUp() {
        return new Secrets(new SecretSettings(null), new FolderSettings(folder.resolve("data")));
    }

    @Nested
    class The_master_secret {
        @Test
        void is_made_once_and_read_again() {
            byte[] first = madeUp().derive("x");

            assertThat(madeUp().derive("x")).isEqualTo(first);
            assertThat(folder.resolve("data")).isDirectoryNotContaining("glob:**/secret.new");
        }

        @Test
        void is_kept_where_only_its_owner_reads() throws IOException {
            madeUp();

            Path file = folder.resolve("data/secret");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file).strip()).hasSize(43);
        }

        @Test
        void is_made_up_differently_elsewhere() {
            var elsewhere = new Secrets(new SecretSettings(null), new FolderSettings(folder.resolve("other")));

            assertThat(elsewhere.derive("x")).isNotEqualTo(madeUp().derive("x"));
        }

        @Test
        void is_not_made_up_over_a_file_that_lost_it() throws IOException {
            madeUp();
            Files.writeString(folder.resolve("data/secret"), "");

            assertThatExceptionOfType(SettingsError.class)
                    .isThrownBy(SecretsTest.this::madeUp)
                    .withMessageContaining("holds no secret");
        }

        @Test
        void stops_the_start_when_it_can_not_be_kept() throws IOException {
            Files.writeString(folder.resolve("data"), "a file where the folder should be");

            assertThatExceptionOfType(SettingsError.class)
                    .isThrownBy(SecretsTest.this::madeUp)
                    .withMessageContaining("DATA_DIR");
        }

        @Test
        void that_is_set_is_the_one_used() {
            var set = new Secrets(new SecretSettings(MASTER), new FolderSettings(folder.resolve("data")));

            assertThat(set.derive("x")).isEqualTo(new Secrets(MASTER).derive("x"));
            assertThat(folder.resolve("data")).doesNotExist();
        }

        @Test
        void must_be_set_when_nodes_share_a_database_or_redis() {
            for (String shared : new String[] {"DATABASE_URL", "REDIS_URL"}) {
                assertThatExceptionOfType(SettingsError.class)
                        .isThrownBy(() -> SettingsReader.read(SecretSettings.class, Map.of(shared, "x")))
                        .withMessage("BETTER_AUTH_SECRET is not set: must be set with DATABASE_URL or REDIS_URL");
            }
        }

        @Test
        void may_not_be_short_and_is_never_shown() {
            assertThatExceptionOfType(SettingsError.class)
                    .isThrownBy(() -> SettingsReader.read(SecretSettings.class, Map.of("BETTER_AUTH_SECRET", "hush")))
                    .withMessage("BETTER_AUTH_SECRET is ***: should be at least 32 characters long");
            assertThat(new SecretSettings(MASTER).toString()).doesNotContain(MASTER);
        }
    }

    @Nested
    class Derive {
        /** Computed apart from us: extract with salt "vedette", expand with info "x". A change would lock everyone out. */
        @Test
        void gives_the_bytes_of_rfc_5869_for_ever() {
            assertThat(HexFormat.of().formatHex(new Secrets(MASTER).derive("x")))
                    .isEqualTo("a28d51a8e4a5f4942760f1da3d2ed314d05d167d143d88612b1f97c8a0fc7225");
        }

        @Test
        void gives_each_purpose_its_own_key() {
            var secrets = new Secrets(MASTER);

            assertThat(secrets.derive("a")).isNotEqualTo(secrets.derive("b"));
            assertThat(secrets.derive("a", "AES").getEncoded()).isEqualTo(secrets.derive("a"));
        }
    }

    @Nested
    class A_sealed_box {
        private final SealedBox box = new Secrets(MASTER).box("test");

        @Test
        void gives_back_what_was_put_in() {
            Property.check(500, random -> {
                byte[] plain = new byte[random.nextInt(200)];
                random.nextBytes(plain);
                assertThat(box.open(box.seal(plain, "row 1"), "row 1")).isEqualTo(plain);
            });
        }

        @Test
        void never_looks_the_same_twice() {
            assertThat(box.seal(MASTER.getBytes(UTF_8), "row")).isNotEqualTo(box.seal(MASTER.getBytes(UTF_8), "row"));
        }

        @Test
        void stays_shut_when_any_bit_changed() {
            Property.check(500, random -> {
                byte[] sealed = box.seal("hello".getBytes(UTF_8), "row");
                sealed[random.nextInt(sealed.length)] ^= (byte) (1 << random.nextInt(8));
                assertThatExceptionOfType(UnopenableException.class).isThrownBy(() -> box.open(sealed, "row"));
            });
        }

        @Test
        void stays_shut_for_another_row_purpose_or_secret() {
            byte[] sealed = box.seal("hello".getBytes(UTF_8), "row");

            assertThatExceptionOfType(UnopenableException.class).isThrownBy(() -> box.open(sealed, "row 2"));
            assertThatExceptionOfType(UnopenableException.class)
                    .isThrownBy(() -> new Secrets(MASTER).box("other").open(sealed, "row"));
            assertThatExceptionOfType(UnopenableException.class)
                    .isThrownBy(() -> new Secrets("x" + MASTER).box("test").open(sealed, "row"));
            assertThatExceptionOfType(UnopenableException.class).isThrownBy(() -> box.open(new byte[28], "row"));
        }
    }

    @Test
    void secrets_are_compared_as_a_whole() {
        assertThat(Secrets.same("abc", "abc")).isTrue();
        assertThat(Secrets.same("abc", "abd")).isFalse();
        assertThat(Secrets.same("abc", "ab")).isFalse();
    }
}
